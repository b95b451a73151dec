// Taking in judgements that others made, and withdrawing them.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/command/words.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/registers/fields.hpp"
#include "engine/registers/names.hpp"
#include "engine/registers/registers.hpp"

namespace ladder::registers {

namespace {

using command::Problems;

constexpr int assessments_max = 2000;

// Looks at one assessment of a request against its definition.
class AssessmentCheck {
public:
    AssessmentCheck(
        Problems& problems,
        const v1::Assessment& given,
        const command::Context& context,
        const Known& known,
        std::string path,
        base::Date day
    )
        : problems_{problems},
          given_{given},
          context_{context},
          known_{known},
          path_{std::move(path)},
          day_{day} {}

    // The assessment as it is recorded.
    v1::Assessment run() {
        auto said = given_;
        const auto* definition = find_definition();
        check_body(definition);
        check_dates();
        check_optional_text(
            problems_, path_ + ".finding", given_.finding(), command::reasons_chars_max
        );
        check_optional_text(
            problems_, path_ + ".report", given_.report(), command::reference_chars_max
        );
        if (definition != nullptr) {
            check_area(*definition);
            check_grade(*definition);
            check_score(*definition);
            check_direction(*definition);
            said.set_marking(marking_of(
                problems_, path_ + ".marking", given_.marking(), definition->marking(), "its kind"
            ));
        }
        said.clear_name();
        said.clear_etag();
        said.clear_recorded_at();
        said.clear_recorded_by();
        said.clear_withdrawn_on();
        said.clear_withdrawn_because();
        return said;
    }

private:
    void problem(std::string_view field, std::string description) {
        problems_.field(fmt::format("{}.{}", path_, field), std::move(description));
    }

    const v1::AssessmentDefinition* find_definition() {
        const auto* definition = context_.ruleset.assessment(given_.definition());
        if (definition == nullptr) {
            std::vector<std::string> ids;
            for (const auto& one : context_.ruleset.definition().assessments()) {
                ids.push_back(one.id());
            }
            problem(
                "definition",
                fmt::format(
                    "'{}' is not an assessment of {}; {}",
                    given_.definition().substr(0, 80),
                    context_.ruleset.name(),
                    definition::suggest(given_.definition(), ids)
                )
            );
        }
        return definition;
    }

    void check_body(const v1::AssessmentDefinition* definition) {
        const auto* body = known_.body(given_.body());
        if (body == nullptr) {
            problem("body", fmt::format("there is no body {}", given_.body().substr(0, 80)));
            return;
        }
        if (definition == nullptr) {
            return;
        }
        const auto& kinds = definition->body_kinds();
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), body->kind()) == kinds.end()) {
            std::vector<std::string> allowed;
            for (const auto kind : kinds) {
                allowed.push_back(v1::BodyKind_Name(static_cast<v1::BodyKind>(kind)));
            }
            problem(
                "body",
                fmt::format(
                    "{} is a {}; {} is made of {}",
                    given_.body(),
                    v1::BodyKind_Name(body->kind()),
                    definition->id(),
                    command::listed(allowed)
                )
            );
        }
        const auto& countries = definition->countries();
        if (!countries.empty() &&
            std::find(countries.begin(), countries.end(), body->country()) == countries.end()) {
            problem(
                "body",
                fmt::format(
                    "{} is not of a country in which {} is made", given_.body(), definition->id()
                )
            );
        }
    }

    void check_dates() {
        const auto until = fmt::format("the day it was known ({})", base::to_string(day_));
        const auto assessed = date_until(
            problems_, path_ + ".assessed_on", given_.assessed_on(), Need::required, day_, until
        );
        const auto published = date_until(
            problems_, path_ + ".published_on", given_.published_on(), Need::optional, day_, until
        );
        check_order(problems_, path_ + ".published_on", published, "assessed_on", assessed);
    }

    void check_area(const v1::AssessmentDefinition& definition) {
        if (given_.area().empty()) {
            return;
        }
        std::vector<std::string> ids;
        for (const auto& area : definition.areas()) {
            ids.push_back(area.id());
        }
        if (ids.empty()) {
            problem("area", fmt::format("{} has no areas; leave it out", definition.id()));
        } else if (std::find(ids.begin(), ids.end(), given_.area()) == ids.end()) {
            problem(
                "area",
                fmt::format(
                    "'{}' is not an area of {}; {}",
                    given_.area().substr(0, 80),
                    definition.id(),
                    definition::suggest(given_.area(), ids)
                )
            );
        }
    }

    void check_grade(const v1::AssessmentDefinition& definition) {
        const std::vector<std::string> grades{
            definition.grades().begin(), definition.grades().end()};
        if (given_.grade().empty()) {
            if (given_.finding().empty() && given_.score() == 0) {
                problem(
                    "finding",
                    grades.empty() ? "is missing; write what was found"
                                   : fmt::format(
                                         "is missing, and so is the grade; give a grade ({}) or "
                                         "write what was found",
                                         command::listed(grades)
                                     )
                );
            }
        } else if (grades.empty()) {
            problem("grade", fmt::format("{} has no grades; leave it out", definition.id()));
        } else if (!command::contains(definition.grades(), given_.grade())) {
            problem(
                "grade",
                fmt::format(
                    "'{}' is not a grade of {}; it has {}",
                    given_.grade().substr(0, 80),
                    definition.id(),
                    command::listed(grades)
                )
            );
        }
    }

    void check_score(const v1::AssessmentDefinition& definition) {
        const bool scored = definition.score_min() != 0 || definition.score_max() != 0;
        if (given_.score() == 0) {
            return;
        }
        if (!scored) {
            problem("score", fmt::format("{} has no scores; leave it out", definition.id()));
        } else if (!(given_.score() >= definition.score_min() &&
                     given_.score() <= definition.score_max())) {
            problem(
                "score",
                fmt::format(
                    "{} is outside {} to {}",
                    given_.score(),
                    definition.score_min(),
                    definition.score_max()
                )
            );
        }
    }

    void check_direction(const v1::AssessmentDefinition& definition) {
        if (!v1::DirectionOfTravel_IsValid(given_.direction())) {
            problem("direction", "is none; give one such as DIRECTION_OF_TRAVEL_IMPROVED");
        } else if (given_.direction() != v1::DIRECTION_OF_TRAVEL_UNSPECIFIED && !definition.direction_of_travel()) {
            problem(
                "direction", fmt::format("{} does not say which way; leave it out", definition.id())
            );
        }
    }

    Problems& problems_;
    const v1::Assessment& given_;
    const command::Context& context_;
    const Known& known_;
    std::string path_;
    base::Date day_;
};

std::string_view id_within(std::string_view name) {
    return name.substr(name.find('/') + 1);
}

// A free name. One judgement of a kind, body, area and day stands at a time, unless it is in words
// only: an inspection finds many things.
std::string name_for(
    Problems& problems,
    const v1::Assessment& given,
    const command::Context& context,
    const Known& known,
    const std::set<std::string>& names,
    int index
) {
    const auto* definition = context.ruleset.assessment(given.definition());
    const bool in_words = given.grade().empty() && given.score() == 0;
    std::string standing;
    auto name = free_name(
        "assessments",
        {given.definition(), id_within(given.body()), given.area(), given.assessed_on()},
        [&](const std::string& candidate) {
            const auto* earlier = known.assessment(candidate);
            const bool again = names.contains(candidate);
            if (again || (earlier != nullptr && earlier->withdrawn_on().empty())) {
                standing = candidate;
            }
            return again || earlier != nullptr;
        }
    );
    if (definition != nullptr && !in_words && !standing.empty()) {
        problems.field(
            fmt::format("assessments[{}]", index),
            fmt::format(
                "{} judges the same body, area and day; withdraw it first, or leave this one out",
                standing
            )
        );
    }
    return name;
}

}  // namespace

base::Result<std::vector<NewRecord>> decide(
    const v1::RecordAssessmentsRequest& command, const command::Context& context, const Known& known
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_RECORD_ASSESSMENT);
        !may) {
        return may.error();
    }
    Problems problems;
    std::vector<NewRecord> made;
    std::set<std::string> names;
    const auto day = known_day(problems, command.known_on(), context.recorded_at);
    if (command.assessments().empty() || command.assessments_size() > assessments_max) {
        problems.field(
            "assessments",
            fmt::format("are {}; give 1 to {}", command.assessments_size(), assessments_max)
        );
        return problems.to_error("The assessments can't be recorded");
    }
    for (int i = 0; i < command.assessments_size(); ++i) {
        const auto& given = command.assessments(i);
        NewRecord record;
        *record.event.mutable_assessment_recorded()->mutable_assessment() =
            AssessmentCheck{problems, given, context, known, fmt::format("assessments[{}]", i), day}
                .run();
        record.name = name_for(problems, given, context, known, names, i);
        names.insert(record.name);
        made.push_back(std::move(record));
    }
    if (problems.any()) {
        return problems.to_error("The assessments can't be recorded");
    }
    return made;
}

base::Result<command::Events> decide(
    const v1::Assessment& state,
    const v1::WithdrawAssessmentRequest& command,
    const command::Context& context
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_RECORD_ASSESSMENT);
        !may) {
        return may.error();
    }
    Problems problems;
    if (const auto current = require_seen(
            problems, state, command.etag(), state.recorded_by().person(), "assessment"
        );
        !current) {
        return current.error();
    }
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    command::check_not_before(
        problems, days.effective_on, state.assessed_on(), "the day of the assessment,"
    );
    if (!state.withdrawn_on().empty()) {
        problems.conflict(fmt::format("{} was withdrawn on {}", state.name(), state.withdrawn_on())
        );
    }
    if (problems.any()) {
        return problems.to_error("The assessment can't be withdrawn");
    }
    v1::Event event;
    auto& withdrawn = *event.mutable_assessment_withdrawn();
    withdrawn.set_reasons(command.reasons());
    withdrawn.set_effective_on(base::to_string(days.effective_on));
    return command::Events{std::move(event)};
}

}  // namespace ladder::registers
