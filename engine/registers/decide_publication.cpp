// What was published, to whom, with what left out and why; and taking it back.
#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/registers/fields.hpp"
#include "engine/registers/names.hpp"
#include "engine/registers/registers.hpp"

namespace ladder::registers {

namespace {

using command::Problems;

constexpr int redactions_max = 200;
constexpr std::size_t url_chars_max = 2000;

void check_redactions(Problems& problems, const v1::Publication& publication) {
    if (publication.redactions_size() > redactions_max) {
        problems.field(
            "publication.redactions", fmt::format("are too many; give at most {}", redactions_max)
        );
        return;
    }
    for (int i = 0; i < publication.redactions_size(); ++i) {
        const auto& redaction = publication.redactions(i);
        const auto field = fmt::format("publication.redactions[{}]", i);
        command::check_text(
            problems, field + ".what", redaction.what(), command::reference_chars_max
        );
        command::check_text(
            problems, field + ".reason", redaction.reason(), command::reasons_chars_max
        );
        if (redaction.ground() == v1::WITHHOLDING_GROUND_UNSPECIFIED ||
            !v1::WithholdingGround_IsValid(redaction.ground())) {
            problems.field(
                field + ".ground",
                "is no ground of section 55 of the Police Act 1996; it is "
                "WITHHOLDING_GROUND_NATIONAL_SECURITY or WITHHOLDING_GROUND_SAFETY_OF_PERSON"
            );
        }
    }
}

void check_of(Problems& problems, const v1::Publication& publication, const Known& known) {
    command::check_text(problems, "publication.of", publication.of(), command::reference_chars_max);
    if (!publication.of().empty() && !known.exists(publication.of())) {
        problems.field(
            "publication.of",
            fmt::format(
                "there is no {}; name what was published: documents/.., procedures/.. or "
                "cases/../decisions/d1",
                publication.of().substr(0, 200)
            )
        );
    }
    if (!publication.body().empty() && known.body(publication.body()) == nullptr) {
        problems.field(
            "publication.body", fmt::format("there is no body {}", publication.body().substr(0, 80))
        );
    }
}

void check_url(Problems& problems, const std::string& url) {
    check_optional_text(problems, "publication.url", url, url_chars_max);
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
        problems.field("publication.url", "is no address; write it as https://..");
    }
}

// What the caller says, without what the record itself adds.
v1::Publication said(v1::Publication publication) {
    publication.clear_name();
    publication.clear_etag();
    publication.clear_recorded_at();
    publication.clear_recorded_by();
    publication.clear_withdrawn_on();
    publication.clear_withdrawn_because();
    return publication;
}

}  // namespace

base::Result<NewRecord> decide(
    const v1::PublishRequest& command, const command::Context& context, const Known& known
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_PUBLISH); !may) {
        return may.error();
    }
    Problems problems;
    const auto& publication = command.publication();
    command::check_text(
        problems, "publication.title", publication.title(), command::title_chars_max
    );
    command::check_text(
        problems, "publication.audience", publication.audience(), command::title_chars_max
    );
    command::check_text(
        problems, "publication.publisher", publication.publisher(), command::title_chars_max
    );
    check_of(problems, publication, known);
    check_url(problems, publication.url());
    check_redactions(problems, publication);
    const auto day = known_day(problems, command.known_on(), context.recorded_at);
    date_until(
        problems,
        "publication.published_on",
        publication.published_on(),
        Need::required,
        day,
        fmt::format("the day it was known ({})", base::to_string(day))
    );
    if (!command.publication_id().empty() && !base::is_id(command.publication_id())) {
        problems.field(
            "publication_id", "is no id; write lower-case letters, digits and hyphens, at most 63"
        );
    }
    if (problems.any()) {
        return problems.to_error("The publication can't be recorded");
    }
    NewRecord made;
    *made.event.mutable_publication_recorded()->mutable_publication() = said(publication);
    made.name = "publications/" + command.publication_id();
    if (command.publication_id().empty()) {
        made.name = free_name(
            "publications", {publication.published_on(), publication.title()}, known.exists
        );
    } else if (known.exists(made.name)) {
        return base::Error{
            base::Code::already_exists, fmt::format("{} is there already", made.name), {}};
    }
    return made;
}

base::Result<command::Events> decide(
    const v1::Publication& state,
    const v1::WithdrawPublicationRequest& command,
    const command::Context& context
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_PUBLISH); !may) {
        return may.error();
    }
    Problems problems;
    if (const auto current = require_seen(
            problems, state, command.etag(), state.recorded_by().person(), "publication"
        );
        !current) {
        return current.error();
    }
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    command::check_not_before(
        problems, days.effective_on, state.published_on(), "the day of the publication,"
    );
    if (!state.withdrawn_on().empty()) {
        problems.conflict(fmt::format("{} was withdrawn on {}", state.name(), state.withdrawn_on())
        );
    }
    if (problems.any()) {
        return problems.to_error("The publication can't be withdrawn");
    }
    v1::Event event;
    auto& withdrawn = *event.mutable_publication_withdrawn();
    withdrawn.set_reasons(command.reasons());
    withdrawn.set_effective_on(base::to_string(days.effective_on));
    return command::Events{std::move(event)};
}

}  // namespace ladder::registers
