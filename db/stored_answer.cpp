// Takes a state out of a serialised response and puts it back.
#include "db/stored_answer.hpp"

#include <charconv>

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>

#include "db/fold_stream.hpp"
#include "db/journal.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::db {
namespace {

constexpr char state_tag = '\x0a';  // field 1, length-delimited

// The states that are folds of many events, and may be large.
bool is_folded(const google::protobuf::Descriptor* type) {
    return type == v1::Case::descriptor() || type == v1::Procedure::descriptor() ||
           type == v1::Meeting::descriptor();
}

std::string text_of(const google::protobuf::Message& message, const std::string& field) {
    return message.GetReflection()->GetString(
        message, message.GetDescriptor()->FindFieldByName(field)
    );
}

std::int64_t version_of(const google::protobuf::Message& message) {
    return message.GetReflection()->GetInt64(
        message, message.GetDescriptor()->FindFieldByName("version")
    );
}

base::Error unreadable_answer() {
    return {base::Code::data_loss, "a stored answer can't be read", {}};
}

}  // namespace

std::optional<LeadingState> leading_state(
    const google::protobuf::Message& response, std::string_view serialised
) {
    const auto* field = response.GetDescriptor()->FindFieldByNumber(1);
    if (field == nullptr || !is_folded(field->message_type()) || field->is_repeated() ||
        serialised.empty() || serialised.front() != state_tag) {
        return std::nullopt;
    }
    const auto& held = response.GetReflection()->GetMessage(response, field);
    const auto name = text_of(held, "name");
    google::protobuf::io::CodedInputStream input(
        reinterpret_cast<const std::uint8_t*>(serialised.data()),
        static_cast<int>(serialised.size())
    );
    std::uint32_t length = 0;
    input.ReadTag();
    if (name.empty() || !input.ReadVarint32(&length)) {
        return std::nullopt;
    }
    const auto bytes = static_cast<std::size_t>(input.CurrentPosition()) + length;
    return LeadingState{name, version_of(held), bytes};
}

std::string write_stored(const std::optional<LeadingState>& left_out, std::string_view serialised) {
    if (!left_out) {
        return "\n" + std::string(serialised);
    }
    auto stored = fmt::format("{} {}\n", left_out->name, left_out->version);
    stored += serialised.substr(left_out->bytes);
    return stored;
}

base::Result<StoredAnswer> parse_stored(std::string_view stored) {
    const auto end = stored.find('\n');
    if (end == std::string_view::npos) {
        return unreadable_answer();
    }
    StoredAnswer answer;
    answer.rest = stored.substr(end + 1);
    const auto line = stored.substr(0, end);
    if (line.empty()) {
        return answer;
    }
    const auto space = line.find(' ');
    const auto* last = line.data() + line.size();
    if (space == std::string_view::npos ||
        std::from_chars(line.data() + space + 1, last, answer.version).ptr != last) {
        return unreadable_answer();
    }
    answer.stream = line.substr(0, space);
    return answer;
}

std::string whole_response(const StoredAnswer& answer, const google::protobuf::Message& found) {
    const auto bytes = serialise(found);
    std::string response(1, state_tag);
    std::uint8_t length[5];
    const auto* end = google::protobuf::io::CodedOutputStream::WriteVarint32ToArray(
        static_cast<std::uint32_t>(bytes.size()), length
    );
    response.append(reinterpret_cast<const char*>(length), static_cast<std::size_t>(end - length));
    return response + bytes + std::string(answer.rest);
}

base::Error used_for_another() {
    return base::field_error(
        "request_id", "was used for another request; give each request an id of its own"
    );
}

base::Result<std::string> answer_again(
    soci::session& session,
    Backend backend,
    const std::string& fingerprint,
    const AnsweredRequest& request
) {
    if (request.response.empty()) {  // and perhaps the fingerprint with it
        return base::Error{
            base::Code::failed_precondition,
            "this request was carried out; what was answered is destroyed with the content "
            "that it recorded",
            {}};
    }
    if (request.fingerprint != fingerprint) {
        return used_for_another();
    }
    const auto answer = parse_stored(request.response);
    if (!answer) {
        return answer.error();
    }
    if (answer->stream.empty()) {
        return std::string(answer->rest);
    }
    const auto state = fold_to_version(session, backend, answer->stream, answer->version);
    if (!state) {
        return state.error();
    }
    const auto* folded = message_of(*state);
    if (folded == nullptr) {
        return base::Error{base::Code::data_loss, "a stored answer names nothing", {}};
    }
    return whole_response(*answer, *folded);
}

}  // namespace ladder::db
