// Adding documents and changing the marking of their parts.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/names.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/registers/fields.hpp"
#include "engine/registers/media_type.hpp"
#include "engine/registers/names.hpp"
#include "engine/registers/registers.hpp"

namespace ladder::registers {

namespace {

using command::Problems;

constexpr int parts_max = 100;

const v1::DocumentKindDefinition* find_kind(
    Problems& problems, const std::string& id, const definition::Ruleset& ruleset
) {
    const auto* kind = ruleset.document_kind(id);
    if (kind == nullptr) {
        std::vector<std::string> ids;
        for (const auto& one : ruleset.definition().document_kinds()) {
            ids.push_back(one.id());
        }
        problems.field(
            "kind",
            fmt::format(
                "'{}' is not a document kind of {}; {}",
                id.substr(0, 80),
                ruleset.name(),
                definition::suggest(id, ids)
            )
        );
    }
    return kind;
}

bool is_file_name(std::string_view name) {
    return name.find_first_of("/\\") == std::string_view::npos && name != "." && name != "..";
}

void check_media_type(
    Problems& problems,
    const std::string& field,
    const std::string& media_type,
    const ReceivedPart& received,
    const DocumentLimits& limits
) {
    const auto bare = media_type.substr(0, media_type.find(';'));
    if (std::find(limits.media_types.begin(), limits.media_types.end(), bare) ==
        limits.media_types.end()) {
        problems.field(
            field,
            fmt::format(
                "'{}' is not taken; {}",
                bare.substr(0, 80),
                definition::suggest(bare, limits.media_types)
            )
        );
    } else if (const auto fault = type_fault(media_type, received.looks_like); !fault.empty()) {
        problems.field(field, fault);
    }
}

// The parts with their ids and markings, checked.
void take_parts(
    Problems& problems,
    const v1::AddDocumentRequest& command,
    const std::vector<ReceivedPart>& received,
    const DocumentLimits& limits,
    v1::Marking least,
    v1::Document& document
) {
    std::int64_t bytes = 0;
    for (int i = 0; i < command.parts_size(); ++i) {
        const auto field = fmt::format("parts[{}]", i);
        const auto& given = command.parts(i);
        const auto& got = received.at(static_cast<std::size_t>(i));
        auto& part = *document.add_parts();
        part.set_id(std::to_string(i + 1));
        part.set_title(given.title());
        part.set_media_type(given.media_type());
        part.set_file_name(given.file_name());
        part.set_size(got.size);
        part.set_digest(got.digest);
        part.set_marking(
            marking_of(problems, field + ".marking", given.marking(), least, "its kind")
        );
        document.set_marking(std::max(document.marking(), part.marking()));
        bytes += got.size;
        check_optional_text(problems, field + ".title", given.title(), command::title_chars_max);
        command::check_text(problems, field + ".file_name", given.file_name(), 255);
        if (!is_file_name(given.file_name())) {
            problems.field(field + ".file_name", "holds a folder; give the file's own name");
        }
        if (got.size == 0) {
            problems.field(field + ".content", "is empty");
        }
        check_media_type(problems, field + ".media_type", given.media_type(), got, limits);
    }
    if (bytes > limits.bytes_max) {
        problems.field(
            "parts",
            fmt::format("have {} bytes together; at most {} are taken", bytes, limits.bytes_max)
        );
    }
}

std::string name_of(
    const v1::AddDocumentRequest& command, const std::vector<ReceivedPart>& received
) {
    if (!command.document_id().empty()) {
        return "documents/" + command.document_id();
    }
    std::string digests;
    for (const auto& part : received) {
        digests += base::hex(std::string_view{part.digest}.substr(0, received.size() == 1 ? 6 : 3));
    }
    return "documents/" + id_from({command.kind(), digests});
}

void check_about(Problems& problems, const std::string& about, const Known& known) {
    if (!about.empty() && !known.exists(about)) {
        problems.field(
            "about",
            fmt::format(
                "there is no {}; name a case, procedure, meeting or body, or leave it out",
                about.substr(0, 100)
            )
        );
    }
}

}  // namespace

base::Result<NewRecord> decide(
    const v1::AddDocumentRequest& command,
    const std::vector<ReceivedPart>& received,
    const DocumentLimits& limits,
    const command::Context& context,
    const Known& known
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_ADD_DOCUMENT); !may) {
        return may.error();
    }
    Problems problems;
    NewRecord made;
    auto& document = *made.event.mutable_document_added()->mutable_document();
    const auto* kind = find_kind(problems, command.kind(), context.ruleset);
    command::check_text(problems, "title", command.title(), command::title_chars_max);
    const auto day = known_day(problems, command.known_on(), context.recorded_at);
    const auto dated = date_until(
        problems,
        "dated",
        command.dated(),
        Need::optional,
        day,
        fmt::format("the day it was known ({})", base::to_string(day))
    );
    check_about(problems, command.about(), known);
    if (!command.document_id().empty() && !base::is_id(command.document_id())) {
        problems.field(
            "document_id", "is no id; write lower-case letters, digits and hyphens, at most 63"
        );
    }
    if (command.parts().empty() || command.parts_size() > parts_max) {
        problems.field(
            "parts", fmt::format("are {}; give 1 to {}", command.parts_size(), parts_max)
        );
    } else {
        take_parts(
            problems,
            command,
            received,
            limits,
            kind == nullptr ? v1::MARKING_UNSPECIFIED : kind->marking(),
            document
        );
    }
    if (problems.any()) {
        return problems.to_error("The document can't be added");
    }
    made.name = name_of(command, received);
    if (known.exists(made.name)) {
        return base::Error{
            base::Code::already_exists, fmt::format("{} is there already", made.name), {}};
    }
    document.set_kind(command.kind());
    document.set_title(command.title());
    document.set_about(command.about());
    document.set_dated(base::to_string(dated.value_or(day)));
    return made;
}

base::Result<command::Events> decide(
    const v1::Document& state,
    const v1::ChangeMarkingRequest& command,
    const command::Context& context
) {
    const auto part =
        std::find_if(state.parts().begin(), state.parts().end(), [&](const v1::DocumentPart& one) {
            return one.id() == command.part();
        });
    const auto before =
        part == state.parts().end() ? v1::MARKING_UNSPECIFIED : or_unmarked(part->marking());
    const bool lowers = part != state.parts().end() && command.marking() < before;
    if (const auto may = command::require_permission(
            context, lowers ? v1::PERMISSION_PUBLISH : v1::PERMISSION_ADD_DOCUMENT
        );
        !may) {
        return may.error();
    }
    Problems problems;
    const auto& changes = state.marking_changes();
    if (const auto current = require_seen(
            problems,
            state,
            command.etag(),
            changes.empty() ? state.recorded_by().person() : changes.rbegin()->authority().person(),
            "document"
        );
        !current) {
        return current.error();
    }
    if (part == state.parts().end()) {
        problems.field("part", "the document has no such part; name one such as 1");
    } else if (command.marking() == before) {
        problems.field("marking", fmt::format("the part is {} already", marking_words(before)));
    }
    if (command.marking() == v1::MARKING_UNSPECIFIED || !v1::Marking_IsValid(command.marking())) {
        problems.field("marking", "is no marking; give one such as MARKING_RESTRICTED");
    }
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    const auto authority = command::acting_for(problems, command.authority(), "authority", context);
    if (!authority) {
        return authority.error();
    }
    if (problems.any()) {
        return problems.to_error("The marking can't be changed");
    }
    v1::Event event;
    auto& change = *event.mutable_marking_changed()->mutable_change();
    change.set_part(command.part());
    change.set_before(before);
    change.set_after(command.marking());
    change.set_reason(command.reasons());
    *change.mutable_authority() = *authority;
    return command::Events{std::move(event)};
}

}  // namespace ladder::registers
