// Definitions in YAML: loaded, or refused with a place and what to do.
#include "engine/definition/issues.hpp"
#include "engine/definition/load.hpp"
#include "engine/definition/text.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

void take_definition(const char* path, std::string_view text) {
    const auto loaded = definition::load(
        {{"ruleset.yaml", "{id: fuzz, title: Fuzz, effective_from: '2009-06-01'}\n"},
         {path, std::string{text}}}
    );
    if (loaded) {
        return;
    }
    expect_clear(loaded.error());
    expect(!definition::find_bad_text(loaded.error().message), "a refusal can be shown");
    expect(!loaded.error().details.empty(), "a refusal names a place");
    for (const auto& detail : loaded.error().details) {
        const auto* issue = std::get_if<v1::TextIssue>(&detail);
        expect(
            issue != nullptr && issue->line() >= 0 && !issue->fix().empty(), "it says what to do"
        );
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_definition("ladders/force.yaml", text);
    ladder::fuzz::take_definition("triggers/t.yaml", text);
    return 0;
}
