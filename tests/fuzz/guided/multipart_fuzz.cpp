// Forms that a browser sends: with files, and without. The first line is the Content-Type.
#include <algorithm>

#include "services/console/multipart.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

constexpr std::size_t form_parts_max = 500;

void take_multipart(std::string_view text) {
    const auto type = text.substr(0, text.find('\n'));
    const auto body = text.substr(std::min(text.size(), type.size() + 1));
    const auto sent = console::parse_multipart(type, body);
    if (!sent) {
        return;
    }
    std::size_t bytes = 0;
    for (const auto& [name, value] : sent->form.all()) {
        bytes += name.size() + value.size();
        expect(value.find('\0') == value.npos, "a text is a text");
    }
    for (const auto& [name, file] : sent->files) {
        bytes += name.size() + file.bytes.size();
        expect(file.file_name.find_first_of("/\\") == file.file_name.npos, "a file has no folder");
    }
    expect(bytes <= body.size(), "nothing is told that was not sent");
    expect(sent->form.all().size() + sent->files.size() <= form_parts_max, "parts are counted");
}

void take_form(std::string_view text) {
    const auto form = console::Form::parse(text);
    if (!form) {
        return;
    }
    const auto again = console::Form::parse(form->encoded());
    expect(again.has_value() && again->all() == form->all(), "a form is read as it is written");
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_multipart(text);
    ladder::fuzz::take_form(text);
    return 0;
}
