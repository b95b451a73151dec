// The API's JSON: refused with a place, or the same after it was written and read again.
#include <google/protobuf/util/message_differencer.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/definition.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/http/codec.hpp"
#include "services/http/connect_error.hpp"
#include "services/http/json_text.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

void take_json(std::string_view text, google::protobuf::Message& message) {
    const auto read = http::parse_json(text, message);
    if (!read) {
        expect_clear(read.error());
        expect(
            http::find_invalid_utf8(read.error().message) == std::string::npos, "a refusal is UTF-8"
        );
        return;
    }
    const auto written = http::to_json(message);
    const std::unique_ptr<google::protobuf::Message> again{message.New()};
    expect(http::parse_json(written, *again).has_value(), "what was written is read");
    expect(
        google::protobuf::util::MessageDifferencer::Equals(message, *again),
        "what was written is the same"
    );
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::v1::RecordDecisionRequest decision;
    ladder::fuzz::take_json(text, decision);
    ladder::v1::RulesetDefinition ruleset;
    ladder::fuzz::take_json(text, ruleset);
    ladder::v1::ImportObservationsRequest import;
    ladder::fuzz::take_json(text, import);
    const auto error = ladder::http::parse_error(std::string{text}, 502);
    ladder::fuzz::expect(!ladder::base::to_string(error.code).empty(), "an error has a code");
    return 0;
}
