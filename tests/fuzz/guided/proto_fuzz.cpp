// The API's binary: refused, or the same after it was written and read again, in JSON too.
#include <memory>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/definition.pb.h"
#include "services/http/codec.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

void take_binary(std::string_view bytes, google::protobuf::Message& message) {
    const auto read = http::parse_proto(bytes, message);
    if (!read) {
        expect_clear(read.error());
        return;
    }
    const std::unique_ptr<google::protobuf::Message> again{message.New()};
    const auto written = http::serialise(http::Encoding::proto, message);
    expect(http::parse_proto(written, *again).has_value(), "what was written is read");
    expect(http::serialise(http::Encoding::proto, *again) == written, "it stays the same");
    // NaN and the like travel in binary and have no place in the JSON that we take.
    const std::unique_ptr<google::protobuf::Message> from_json{message.New()};
    if (http::parse_json(http::to_json(message), *from_json)) {
        expect(
            http::serialise(http::Encoding::proto, *from_json) == written, "JSON means the same"
        );
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::v1::RecordDecisionRequest decision;
    ladder::fuzz::take_binary(text, decision);
    ladder::v1::RulesetDefinition ruleset;
    ladder::fuzz::take_binary(text, ruleset);
    return 0;
}
