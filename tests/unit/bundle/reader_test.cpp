// Bundles as bytes: what is refused, and where.
#include "engine/bundle/reader.hpp"

#include <gtest/gtest.h>

#include "tests/unit/bundle/log.hpp"

namespace ladder::bundle {
namespace reader_test {

using base::Code;

const std::string& sound_file() {
    static const auto file = sample::Log{}.file(sample::key_of("log.example", 1));
    return file;
}

// Where each part begins, and the end of the file.
std::vector<std::size_t> boundaries(const std::string& file) {
    std::vector<std::size_t> places;
    for (auto at = magic.size(); at < file.size();) {
        places.push_back(at);
        std::size_t size = 0;
        for (std::size_t i = 0; i < length_bytes; ++i) {
            size = size << 8U | static_cast<unsigned char>(file[at + i]);
        }
        at += length_bytes + size;
    }
    places.push_back(file.size());
    return places;
}

TEST(BundleReader, TakesApartWhatTheWriterWrote) {
    const auto layout = read(sound_file());
    ASSERT_TRUE(layout) << layout.error().message;
    EXPECT_EQ(layout->head.name(), sample::case_name);
    EXPECT_EQ(layout->events.size(), sample::Log{}.rows.size());
    EXPECT_EQ(layout->figures.size(), 1U);
    EXPECT_EQ(part_of(layout->events[3]).event().envelope().position(), 3);
    EXPECT_EQ(sound_file(), sample::Log{}.file(sample::key_of("log.example", 1)));
}

TEST(BundleReader, RefusesAFileCutOffAtAnyPartAndSaysWhere) {
    const auto& file = sound_file();
    int part = 1;
    for (const auto at : boundaries(file)) {
        if (at == file.size()) {
            break;
        }
        for (const auto cut : {at, at + 2, at + length_bytes + 1}) {
            const auto layout = read(std::string_view{file}.substr(0, cut));
            ASSERT_FALSE(layout) << cut;
            EXPECT_EQ(layout.error().code, Code::data_loss);
            const auto where = "part " + std::to_string(part) + ", at byte " + std::to_string(at);
            EXPECT_NE(layout.error().message.find(where), std::string::npos)
                << layout.error().message;
        }
        ++part;
    }
}

TEST(BundleReader, RefusesAnotherFileAndWhatFollowsTheEnd) {
    EXPECT_EQ(read("").error().code, Code::invalid_argument);
    EXPECT_EQ(read("ladder-bundle/2\n").error().code, Code::invalid_argument);
    EXPECT_EQ(read(magic).error().code, Code::data_loss);
    EXPECT_EQ(read(sound_file() + '\0').error().code, Code::data_loss);
    EXPECT_EQ(read(sound_file() + sound_file()).error().code, Code::data_loss);
    EXPECT_EQ(read(std::string{magic} + std::string(4, '\xff')).error().code, Code::data_loss);
}

TEST(BundleReader, RefusesPartsOutOfOrderOrDropped) {
    const auto& file = sound_file();
    const auto places = boundaries(file);
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        auto without = file;
        without.erase(places[i], places[i + 1] - places[i]);
        EXPECT_FALSE(read(without)) << "without part " << i + 1;
        if (i + 2 < places.size()) {
            const auto swapped = file.substr(0, places[i]) +
                                 file.substr(places[i + 1], places[i + 2] - places[i + 1]) +
                                 file.substr(places[i], places[i + 1] - places[i]) +
                                 file.substr(places[i + 2]);
            EXPECT_FALSE(read(swapped)) << "parts " << i + 1 << " and " << i + 2;
        }
    }
}

TEST(BundleReader, RefusesAFieldThatItDoesNotKnow) {
    // The head with a field 99 of its own, in a file whose end fits.
    auto parts = sample::Log{}.parts(sample::key_of("log.example", 1));
    auto& head = *parts[0].mutable_head();
    head.GetReflection()->MutableUnknownFields(&head)->AddVarint(99, 1);
    const auto layout = read(sample::file_of(parts));
    ASSERT_FALSE(layout);
    EXPECT_NE(layout.error().message.find("does not know"), std::string::npos);
}

}  // namespace reader_test
}  // namespace ladder::bundle
