// Decides on destructions.
#include "engine/command/destroy.hpp"

#include <fmt/format.h>

#include "engine/command/describe.hpp"
#include "engine/command/fields.hpp"
#include "engine/command/free_text.hpp"

namespace ladder::command {

namespace {

constexpr std::size_t authority_chars_max = 500;

base::Error may_not_be(std::string why) {
    return base::Error{base::Code::failed_precondition, std::move(why), {}};
}

}  // namespace

std::string destruction_stream(std::int64_t position) {
    return fmt::format("destructions/{}", position);
}

base::Result<v1::ContentDestroyed> destroy(
    const DestroyedEvent& target, const v1::DestroyContentRequest& request
) {
    Problems problems;
    check_text(problems, "authority", request.authority(), authority_chars_max);
    check_text(problems, "legal_basis", request.legal_basis(), authority_chars_max);
    check_text(problems, "reasons", request.reasons(), reasons_chars_max);
    if (problems.any()) {
        return problems.to_error("the content can't be destroyed");
    }
    if (target.event.has_ruleset_published() || target.event.has_ruleset_proposed() ||
        target.event.has_content_destroyed()) {
        return may_not_be(fmt::format(
            "position {} is a {}: decisions and destructions are proved by it, so it stays",
            request.position(),
            type_of(target.event)
        ));
    }
    std::vector<std::string> fields{request.fields().begin(), request.fields().end()};
    if (fields.empty()) {
        fields = free_texts_of(target.event);
    }
    if (fields.empty() && target.contents.empty()) {
        return may_not_be(fmt::format(
            "position {} ({}) holds no text that was written freely: there is nothing to destroy",
            request.position(),
            type_of(target.event)
        ));
    }
    auto left = without_texts(target.event, fields);
    if (!left) {
        return left.error();
    }
    v1::ContentDestroyed destroyed;
    destroyed.set_position(request.position());
    destroyed.set_stream(target.stream);
    destroyed.set_authority(request.authority());
    destroyed.set_legal_basis(request.legal_basis());
    destroyed.set_reasons(request.reasons());
    *destroyed.mutable_residue() = std::move(*left);
    destroyed.mutable_fields()->Add(fields.begin(), fields.end());
    destroyed.mutable_contents()->Add(target.contents.begin(), target.contents.end());
    return destroyed;
}

}  // namespace ladder::command
