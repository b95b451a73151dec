// Bundles: taken apart only if they are what a writer writes. The input lacks its end, which counts
// the parts and has the digest of all before: it is put there, since no mutation would ever find
// it.
#include "engine/base/serialise.hpp"
#include "engine/bundle/reader.hpp"
#include "engine/ledger/merkle.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

std::size_t length_at(std::string_view text, std::size_t at) {
    std::size_t length = 0;
    for (const char byte : text.substr(at, bundle::length_bytes)) {
        length = length << 8U | static_cast<unsigned char>(byte);
    }
    return length;
}

std::string with_end(std::string_view text) {
    std::int64_t parts = 0;
    for (auto at = bundle::magic.size(); at + bundle::length_bytes <= text.size(); ++parts) {
        at += bundle::length_bytes + length_at(text, at);
    }
    v1::BundlePart end;
    end.mutable_end()->set_parts(parts);
    const auto digest = ledger::payload_digest(text, {});
    end.mutable_end()->set_digest(std::string{digest.begin(), digest.end()});
    const auto body = base::serialise(end);
    std::string file{text};
    for (const int shift : {24, 16, 8, 0}) {
        file += static_cast<char>(body.size() >> static_cast<unsigned>(shift));
    }
    return file + body;
}

void take_bundle(std::string_view file) {
    const auto layout = bundle::read(file);
    if (!layout) {
        expect_clear(layout.error());
        return;
    }
    for (const auto* parts : {&layout->events, &layout->figures, &layout->documents}) {
        for (const auto part : *parts) {
            const bool inside = part.data() >= file.data() &&
                                part.data() + part.size() <= file.data() + file.size();
            expect(inside, "a part lies in its file");
            expect(base::serialise(bundle::part_of(part)) == part, "a part is as it was written");
        }
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_bundle(text);
    ladder::fuzz::take_bundle(ladder::fuzz::with_end(text));
    return 0;
}
