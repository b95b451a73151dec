// Forms with files, as browsers and others send them.
#include "services/console/multipart.hpp"

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace multipart_test {

constexpr auto type = "multipart/form-data; boundary=x-y";

std::string part(const std::string& headers, const std::string& content) {
    return "--x-y\r\n" + headers + "\r\n\r\n" + content + "\r\n";
}

const auto text = part("Content-Disposition: form-data; name=\"layout\"", "crime");
const auto file = part(
    "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\\\in\\\\a.csv\"\r\n"
    "Content-Type: text/csv",
    "a,b\r\n--x\r\n1,2\r\n"
);

TEST(Multipart, GivesTextsAndFiles) {
    const auto found = parse_multipart(type, text + file + "--x-y--\r\n");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->form.value("layout"), "crime");
    ASSERT_EQ(found->files.count("file"), 1U);
    const auto& upload = found->files.at("file");
    EXPECT_EQ(upload.file_name, "a.csv");
    EXPECT_EQ(upload.media_type, "text/csv");
    EXPECT_EQ(upload.bytes, "a,b\r\n--x\r\n1,2\r\n");
}

TEST(Multipart, TakesAQuotedBoundaryAndAnyBytesInAFile) {
    const std::string bytes{"\0\xff\r\n", 4};
    const auto body =
        part("content-disposition: form-data; filename=\"f\"; name=\"file\"", bytes) + "--x-y--";
    const auto found = parse_multipart("multipart/form-data; boundary=\"x-y\"", body);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->files.at("file").bytes, bytes);
}

TEST(Multipart, LeavesOutAFileThatNobodyChose) {
    const auto none = part("Content-Disposition: form-data; name=\"file\"; filename=\"\"", "");
    const auto found = parse_multipart(type, text + none + "--x-y--\r\n");
    ASSERT_TRUE(found.has_value());
    EXPECT_TRUE(found->files.empty());
    EXPECT_FALSE(found->form.has("file"));
}

TEST(Multipart, FindsTheFilesOfAFolderByTheirPaths) {
    const auto one = part(
        "Content-Disposition: form-data; name=\"files\"; filename=\"rules/ladders/a.yaml\"", "a"
    );
    const auto two =
        part("Content-Disposition: form-data; name=\"files\"; filename=\"rules\\b.yaml\"", "b");
    const auto found = parse_multipart(type, one + two + "--x-y--", FilesBy::path);
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->files.size(), 2U);
    EXPECT_EQ(found->files.at("rules/ladders/a.yaml").bytes, "a");
    EXPECT_EQ(found->files.at("rules/ladders/a.yaml").file_name, "a.yaml");
    EXPECT_EQ(found->files.at("rules/b.yaml").bytes, "b");
    EXPECT_FALSE(parse_multipart(type, one + one + "--x-y--", FilesBy::path).has_value());
}

TEST(Multipart, IsEmptyWithoutParts) {
    const auto found = parse_multipart(type, "--x-y--\r\n");
    ASSERT_TRUE(found.has_value());
    EXPECT_TRUE(found->form.all().empty());
}

struct BadMultipart {
    std::string name;
    std::string type;
    std::string body;
};

class MultipartRefuses : public testing::TestWithParam<BadMultipart> {};

TEST_P(MultipartRefuses, WhatIsNone) {
    const auto found = parse_multipart(GetParam().type, GetParam().body);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, base::Code::invalid_argument);
}

std::string many_parts() {
    std::string body;
    for (int i = 0; i < 501; ++i) {
        body += text;
    }
    return body + "--x-y--";
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MultipartRefuses,
    testing::Values(
        BadMultipart{"no_boundary", "multipart/form-data", text + "--x-y--"},
        BadMultipart{"empty_boundary", "multipart/form-data; boundary=", text + "--x-y--"},
        BadMultipart{"other_boundary", "multipart/form-data; boundary=z", text + "--x-y--"},
        BadMultipart{"cut_short", type, text},
        BadMultipart{"nothing", type, ""},
        BadMultipart{"no_headers", type, "--x-y\r\nlayout\r\n--x-y--"},
        BadMultipart{"no_name", type, part("Content-Disposition: form-data", "a") + "--x-y--"},
        BadMultipart{
            "no_form_data",
            type,
            part("Content-Disposition: attachment; name=\"a\"", "a") + "--x-y--"},
        BadMultipart{
            "no_utf8",
            type,
            part("Content-Disposition: form-data; name=\"a\"", "\xff") + "--x-y--"},
        BadMultipart{"two_files", type, file + file + "--x-y--"},
        BadMultipart{"too_many", type, many_parts()}
    ),
    [](const auto& test) { return test.param.name; }
);

}  // namespace multipart_test

}  // namespace ladder::console::test
