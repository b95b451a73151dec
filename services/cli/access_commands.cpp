// `ladder access`: who could see a record, and who looked at what.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ladder/v1/access_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct RecordsOptions {
    std::string kind;
    std::string person;
    std::string record;
    std::string from;
    std::string to;
    int count = 100;
};

base::Result<int> who_could_see(Session& session, const v1::WhoCouldSeeRequest& request) {
    const auto response =
        ask<v1::WhoCouldSeeResponse>(session, "AccessService/WhoCouldSee", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response, pointers_to(response->seers()), {{"PERSON", "TITLE", "BY"}, {}}, {}, {}};
    for (const auto& seer : response->seers()) {
        output.table.rows.push_back(
            {seer.name(), seer.title(), fmt::format("{}", fmt::join(seer.by(), "; "))}
        );
    }
    output.note = tally(response->seers_size(), "people", "nobody could see it that day");
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list_access_records(Session& session, const RecordsOptions& options) {
    v1::ListAccessRecordsRequest request;
    if (!options.kind.empty()) {
        const auto kind = parse_word<v1::AccessKind>(options.kind, "--kind");
        if (!kind) {
            return kind.error();
        }
        request.set_kind(*kind);
    }
    request.set_person(options.person);
    request.set_record(options.record);
    request.set_from(options.from);
    request.set_to(options.to);
    request.set_page_size(options.count);
    const auto response =
        ask<v1::ListAccessRecordsResponse>(session, "AccessService/ListAccessRecords", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->records()),
        {{"AT", "KIND", "PERSON", "CAPACITY", "METHOD", "RECORDS", "MARKING", "CODE"}, {}},
        {},
        {}};
    for (const auto& record : response->records()) {
        output.table.rows.push_back(
            {moment(record.recorded_at()),
             word_of(record.kind()),
             record.actor().person(),
             record.actor().capacity(),
             record.method().substr(record.method().rfind('/') + 1),
             fmt::format("{}", fmt::join(record.records(), " ")),
             record.marking() == v1::MARKING_UNSPECIFIED ? std::string{}
                                                         : word_of(record.marking()),
             record.code()}
        );
    }
    output.note = tally(
        response->records_size(), "records", "leave out --kind, --person, --record, --from or --to"
    );
    if (!response->next_page_token().empty()) {
        output.note += "; there are more: ask for another --count, or a narrower question";
    }
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_access(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("access", "who could see a record, who looked at what");
    noun.require_subcommand(1)->fallthrough();

    auto& who = *noun.add_subcommand(
        "who-could-see", "everybody who could see a record on a day, and by which right"
    );
    who.fallthrough()->footer(
        "Example: ladder access who-could-see cases/kent-general-1 --on 2009-12-31"
    );
    auto request = std::make_shared<v1::WhoCouldSeeRequest>();
    who.add_option_function<std::string>(
           "record",
           [request](const std::string& value) { request->set_record(value); },
           "the record, such as cases/kent-general-1"
    )
        ->required();
    who.add_option_function<std::string>(
        "--on", [request](const std::string& value) { request->set_on(value); }, "the day [today]"
    );
    on_run(who, session, [request](Session& now) { return who_could_see(now, *request); });

    auto& records = *noun.add_subcommand(
        "records", "what was looked at, refused, signed in to and exported, newest first"
    );
    records.fallthrough()->footer(
        "Example: ladder access records --kind refused --from 2010-06-01\n"
        "         ladder access records --record cases/kent-general-1 -o csv"
    );
    auto options = std::make_shared<RecordsOptions>();
    records.add_option("--kind", options->kind, "only of this kind, such as read or refused");
    records.add_option("--person", options->person, "only of this person, by identifier");
    records.add_option("--record", options->record, "only those that touch this record");
    records.add_option("--from", options->from, "the first day");
    records.add_option("--to", options->to, "the last day [today]");
    records.add_option("--count", options->count, "at most so many, 1 to 1000 [100]");
    on_run(records, session, [options](Session& now) {
        return list_access_records(now, *options);
    });
}

}  // namespace ladder::cli
