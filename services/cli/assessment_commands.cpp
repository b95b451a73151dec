// `ladder assessment`: judgements that others made.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/assessment_csv.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/registers.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t assessment_file_bytes_max = std::size_t{4} * 1024 * 1024;

struct AssessmentOptions {
    std::string definition;
    std::string body;
    std::string area;
    std::string grade;
    double score = 0;
    std::string direction;
    std::string finding;
    std::string assessed_on;
    std::string published_on;
    std::string report;
    std::string marking;
    std::string known_on;
};

base::Result<v1::Assessment> assessment_of(const AssessmentOptions& options) {
    v1::Assessment assessment;
    assessment.set_definition(options.definition);
    assessment.set_body(full("bodies", options.body));
    assessment.set_area(options.area);
    assessment.set_grade(options.grade);
    assessment.set_score(options.score);
    assessment.set_finding(options.finding);
    assessment.set_assessed_on(options.assessed_on);
    assessment.set_published_on(options.published_on);
    assessment.set_report(options.report);
    if (!options.direction.empty()) {
        const auto direction = parse_word<v1::DirectionOfTravel>(options.direction, "--direction");
        if (!direction) {
            return direction.error();
        }
        assessment.set_direction(*direction);
    }
    if (!options.marking.empty()) {
        const auto marking = parse_word<v1::Marking>(options.marking, "--marking");
        if (!marking) {
            return marking.error();
        }
        assessment.set_marking(*marking);
    }
    return assessment;
}

// The table of any list of assessments.
template <class Response>
void print_assessments(Session& session, const Response& response, std::string_view what) {
    Output output{
        &response,
        pointers_to(response.assessments()),
        {{"ASSESSMENT", "AREA", "GRADE", "SCORE", "DIRECTION", "ASSESSED", "WITHDRAWN", "ETAG"},
         {}},
        {},
        {}};
    for (const auto& one : response.assessments()) {
        output.table.rows.push_back(
            {bare(one.name()),
             or_dash(one.area()),
             or_dash(one.grade()),
             one.score() == 0 ? "-" : number(one.score()),
             word_of(one.direction()),
             one.assessed_on(),
             or_dash(one.withdrawn_on()),
             one.etag()}
        );
    }
    output.note = tally(
        response.assessments_size(),
        "assessments",
        "`ladder assessment record` records one, `import` a file of them"
    );
    output.note.insert(0, dry_run_mark(session)).append(what);
    print(session.out, session.format, output);
}

base::Result<int> record_all(
    Session& session, std::vector<v1::Assessment> assessments, const std::string& known_on
) {
    v1::RecordAssessmentsRequest request;
    for (auto& assessment : assessments) {
        *request.add_assessments() = std::move(assessment);
    }
    request.set_known_on(known_on);
    set_mutation(session, request);
    const auto response =
        ask<v1::RecordAssessmentsResponse>(session, "AssessmentService/RecordAssessments", request);
    if (!response) {
        return response.error();
    }
    print_assessments(session, *response, " recorded");
    return exit_ok;
}

base::Result<int> record_assessment(Session& session, const AssessmentOptions& options) {
    auto assessment = assessment_of(options);
    if (!assessment) {
        return assessment.error();
    }
    return record_all(session, {std::move(*assessment)}, options.known_on);
}

base::Result<int> import_assessments(
    Session& session, const std::string& path, const std::string& known_on
) {
    const auto text = read_file(path, assessment_file_bytes_max);
    if (!text) {
        return text.error();
    }
    auto rows = read_assessments(path, *text);
    if (!rows) {
        return rows.error();
    }
    auto recorded = record_all(session, std::move(rows->assessments), known_on);
    if (!recorded) {
        return at_lines(recorded.error(), path, rows->lines);
    }
    return recorded;
}

struct WithdrawalOptions {
    std::string name;
    std::string etag;
    std::string effective_on;
    std::string known_on;
};

base::Result<int> withdraw_assessment(Session& session, const WithdrawalOptions& options) {
    v1::WithdrawAssessmentRequest request;
    request.set_name(full("assessments", options.name));
    request.set_etag(options.etag);
    request.set_reasons(session.reason);
    request.set_effective_on(options.effective_on);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::WithdrawAssessmentResponse>(
        session, "AssessmentService/WithdrawAssessment", request
    );
    if (!response) {
        return response.error();
    }
    return tell_record(session, *response, response->assessment(), "withdrawn");
}

base::Result<int> list_assessments(
    Session& session, const std::string& body, const std::string& definition, bool all
) {
    v1::ListAssessmentsRequest request;
    request.set_body(full("bodies", body));
    request.set_definition(definition);
    request.set_include_withdrawn(all);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto found = ask_all<v1::ListAssessmentsResponse>(
        session,
        "AssessmentService/ListAssessments",
        request,
        [](auto& page) { return page.mutable_assessments(); }
    );
    if (!found) {
        return found.error();
    }
    print_assessments(session, *found, "");
    return exit_ok;
}

// One of the list: its words, its report, who recorded it.
base::Result<int> show_assessment(Session& session, const std::string& name) {
    v1::ListAssessmentsRequest request;
    request.set_include_withdrawn(true);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListAssessmentsResponse>(
        session,
        "AssessmentService/ListAssessments",
        request,
        [](auto& page) { return page.mutable_assessments(); }
    );
    if (!all) {
        return all.error();
    }
    const auto* one = find_named(all->assessments(), full("assessments", name));
    if (one == nullptr) {
        return no_such("assessment", name);
    }
    Output output{one, {one}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"name", one->name()},
        {"assessment", one->definition()},
        {"body", bare(one->body())},
        {"area", or_dash(one->area())},
        {"grade", or_dash(one->grade())},
        {"score", one->score() == 0 ? "-" : number(one->score())},
        {"direction", word_of(one->direction())},
        {"finding", or_dash(one->finding())},
        {"report", or_dash(one->report())},
        {"assessed on", one->assessed_on()},
        {"published on", or_dash(one->published_on())},
        {"marking", word_of(one->marking())},
        {"recorded",
         fmt::format("{} by {}", moment(one->recorded_at()), in_words(one->recorded_by()))},
        {"etag", one->etag()}};
    if (!one->withdrawn_on().empty()) {
        output.table.rows.push_back(
            {"withdrawn", fmt::format("{}: {}", one->withdrawn_on(), one->withdrawn_because())}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

void add_record_assessment(CLI::App& noun, Session& session) {
    auto& record = *noun.add_subcommand("record", "record one assessment");
    record.fallthrough()->footer(
        "Example: ladder assessment record rounded-assessment nottinghamshire --area ra2 "
        "--grade poor --direction deteriorated --assessed-on 2009-03-31"
    );
    auto options = std::make_shared<AssessmentOptions>();
    record.add_option("assessment", options->definition, "its id in the ruleset")->required();
    record.add_option("body", options->body, "the body's name")->required();
    record.add_option("--area", options->area, "the area [the whole]");
    record.add_option("--grade", options->grade, "the grade");
    record.add_option("--score", options->score, "the score");
    record.add_option("--direction", options->direction, "improved, stable or deteriorated");
    record.add_option("--finding", options->finding, "what was found, in words");
    record.add_option("--assessed-on", options->assessed_on, "the day it was made")->required();
    record.add_option("--published-on", options->published_on, "the day it was published");
    record.add_option("--report", options->report, "the report: a document or another reference");
    record.add_option("--marking", options->marking, "its marking, such as restricted");
    record.add_option("--known-on", options->known_on, "when it was known [today]");
    on_run(record, session, [options](Session& now) { return record_assessment(now, *options); });

    auto& import = *noun.add_subcommand("import", "record a CSV file of assessments, all or none");
    import.fallthrough()->footer(
        "Columns: assessment, body, assessed_on; area, grade, score, direction, finding, "
        "published_on, report, marking.\n"
        "Example: ladder assessment import rounded-assessment-2009.csv --known-on 2009-11-01"
    );
    auto path = std::make_shared<std::string>();
    auto known_on = std::make_shared<std::string>();
    import.add_option("file", *path, "the file")->required();
    import.add_option("--known-on", *known_on, "when they were known [today]");
    on_run(import, session, [path, known_on](Session& now) {
        return import_assessments(now, *path, *known_on);
    });
}

}  // namespace

void add_assessment(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("assessment", "grades, flags and findings of others");
    noun.require_subcommand(1)->fallthrough();
    add_record_assessment(noun, session);

    auto& withdraw = *noun.add_subcommand("withdraw", "withdraw one that was recorded in error");
    withdraw.fallthrough()->footer(
        "Example: ladder assessment withdraw rounded-assessment-kent-ra2-2009-03-31 --etag v1 "
        "--reason 'Recorded of the wrong force'"
    );
    auto options = std::make_shared<WithdrawalOptions>();
    withdraw.add_option("name", options->name, "its name")->required();
    withdraw.add_option("--etag", options->etag, "the etag you saw, as list shows it")->required();
    withdraw.add_option(
        "--effective-on", options->effective_on, "from when it counts no longer [today]"
    );
    withdraw.add_option(
        "--known-on", options->known_on, "when it was known, if entered later [today]"
    );
    on_run(withdraw, session, [options](Session& now) {
        return withdraw_assessment(now, *options);
    });

    auto& show = *noun.add_subcommand("show", "one assessment, with its words and its report");
    show.fallthrough()->footer(
        "Example: ladder assessment show rounded-assessment-kent-ra2-2009-03-31"
    );
    auto shown = std::make_shared<std::string>();
    show.add_option("name", *shown, "its name, as list shows it")->required();
    on_run(show, session, [shown](Session& now) { return show_assessment(now, *shown); });

    auto& list = *noun.add_subcommand("list", "assessments by body, kind and area, newest first");
    list.fallthrough()->footer("Example: ladder assessment list --body nottinghamshire");
    auto body = std::make_shared<std::string>();
    auto kind = std::make_shared<std::string>();
    auto all = std::make_shared<bool>(false);
    list.add_option("--body", *body, "only of this body");
    list.add_option("--kind", *kind, "only of this definition");
    list.add_flag("--all", *all, "those withdrawn, too");
    on_run(list, session, [body, kind, all](Session& now) {
        return list_assessments(now, *body, *kind, *all);
    });
}

}  // namespace ladder::cli
