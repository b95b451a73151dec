#include "tests/unit/api/service.hpp"

#include <sstream>
#include <stdexcept>
#include <utility>

#include <sodium/randombytes.h>

#include "db/migrate.hpp"
#include "engine/definition/load.hpp"
#include "services/api/body_commands.hpp"
#include "services/api/import.hpp"
#include "services/api/ruleset_commands.hpp"
#include "services/cli/ruleset_folder.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::api {

namespace {

// 1 June 2013: after every period of these tests.
base::Instant test_clock() {
    return base::Instant{base::parse_date("2013-06-01").value()};
}

v1::Body force(const std::string& id, const std::string& title) {
    v1::Body body;
    body.set_name("bodies/" + id);
    body.set_kind(v1::BODY_KIND_POLICE_FORCE);
    body.set_title(title + " Police");
    body.set_short_title(title);
    body.set_country(v1::COUNTRY_ENGLAND);
    return body;
}

}  // namespace

Service::Service()
    : database_{db::Database::open("sqlite:" + (folder_.path() / "test.db").string()).value()} {
    if (const auto migrated = db::migrate(*database_, 0); !migrated) {
        throw std::runtime_error{migrated.error().message};
    }
    db::JournalWriter::Options options;
    options.clock = test_clock;
    options.random = [](unsigned char* bytes, std::size_t size) { randombytes_buf(bytes, size); };
    writer_ = std::make_unique<db::JournalWriter>(*database_, options);
    app_ = std::make_unique<Application>(*database_, *writer_, test_clock);
}

v1::Actor Service::secretariat() {
    v1::Actor actor;
    actor.set_person("ann@hmic.example");
    actor.set_capacity("ppsg_secretariat");
    return actor;
}

std::string Service::publish(const std::function<void(v1::RulesetDefinition&)>& change) {
    const auto files =
        cli::read_ruleset_folder(tests::in_source_tree("rules/landscape-2009")).value();
    v1::PublishRulesetRequest request;
    *request.mutable_definition() = definition::load(files).value().definition;
    request.mutable_definition()->clear_approved_by();
    if (change) {
        change(*request.mutable_definition());
    }
    request.set_reasons("The rules of these tests.");
    request.set_request_id(next_id());
    return answer_of<v1::PublishRulesetResponse>([&](Done done) {
               publish_ruleset(view().writer, secretariat(), request, std::move(done));
           })
        .value()
        .ruleset()
        .name();
}

void Service::register_forces() {
    v1::RegisterBodiesRequest request;
    *request.add_bodies() = force("north", "North");
    *request.add_bodies() = force("south", "South");
    request.set_known_on("2000-01-01");
    request.set_request_id(next_id());
    (void)answer_of<v1::RegisterBodiesResponse>([&](Done done) {
        register_bodies(view().writer, secretariat(), request, std::move(done));
    }).value();
}

base::Result<v1::ImportObservationsResponse> Service::import_text(
    const std::string& layout, const std::string& text, bool quarantine
) {
    v1::ImportObservationsRequest request;
    request.set_layout(layout);
    request.set_file_name(layout + ".csv");
    request.set_quarantine(quarantine);
    request.set_request_id(next_id());
    request.set_content(text);
    return answer_of<v1::ImportObservationsResponse>([&](const Done& done) {
        done(import_observations(view(), secretariat(), request));
    });
}

base::Result<v1::ImportObservationsResponse> Service::import_robberies(
    const std::string& rows, bool quarantine
) {
    std::string text = "force_id,period_end,offence,offences_12m\n";
    std::istringstream lines{rows};
    for (std::string line; std::getline(lines, line);) {
        const auto comma = line.rfind(',');
        text += line.substr(0, comma) + ",Robbery" + line.substr(comma) + "\n";
    }
    return import_text("recorded-crime-rolling", text, quarantine);
}

void Service::load_story() {
    v1::RecordPeerGroupsRequest peers;
    auto& set = *peers.mutable_peer_group_set();
    set.set_name("peerGroupSets/two");
    set.set_group("most_similar");
    set.set_method("made-up");
    set.set_effective_from("2005-01-01");
    for (const auto& [body, peer] : {std::pair{"north", "south"}, std::pair{"south", "north"}}) {
        auto& group = *set.add_groups();
        group.set_body(std::string{"bodies/"} + body);
        group.add_peers(std::string{"bodies/"} + peer);
    }
    peers.set_request_id(next_id());
    (void)answer_of<v1::RecordPeerGroupsResponse>([&](Done done) {
        record_peer_groups(view().writer, secretariat(), peers, std::move(done));
    }).value();
    std::string people = "force_id,year,population,households,source_table\n";
    for (const auto* year : {"2008", "2009", "2010", "2011"}) {
        for (const auto* body : {"north", "south"}) {
            people += std::string{body} + "," + year + ",1000000,400000,made up\n";
        }
    }
    (void)import_text("population", people, false).value();
    (void)import_robberies(
        "north,2010-03-31,1000\nsouth,2010-03-31,1000\n"
        "north,2011-03-31,2000\nsouth,2011-03-31,1000\n"
        "north,2012-03-31,1000\nsouth,2012-03-31,1000\n"
    )
        .value();
}

}  // namespace ladder::api
