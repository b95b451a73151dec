// The steps of the demonstration, each written so that doing it again changes nothing.
#include "services/cli/demo_load.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/serialise.hpp"
#include "engine/base/sha256.hpp"
#include "engine/definition/load.hpp"
#include "services/api/body_commands.hpp"
#include "services/api/import.hpp"
#include "services/api/ruleset_commands.hpp"
#include "services/cli/demo_data.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {
namespace {

constexpr std::string_view demo_ruleset = "landscape-2009";
constexpr std::size_t file_bytes_max = std::size_t{64} * 1024 * 1024;

struct FiguresFile {
    std::string_view title;
    std::string_view file;
    std::string_view layout;
};

// Populations first: rates rest on them.
constexpr FiguresFile figures_files[]{
    {"Populations", "force_population.csv", "population"},
    {"Recorded crime", "force_recorded_crime_rolling12m_2003_2013.csv", "recorded-crime-rolling"},
    {"Anti-social behaviour", "force_asb_incidents_annual_2008_2018.csv", "antisocial-behaviour"},
    {"Workforce", "force_workforce_annual_2007_2022.csv", "workforce"},
};

v1::Actor secretariat() {
    v1::Actor actor;
    actor.set_person("demonstration");
    actor.set_capacity("ppsg_secretariat");
    return actor;
}

// A request id that is the same for the same content, so that a step that is tried again, here or
// at the same moment elsewhere, is done once.
std::string request_id_for(std::string_view step, const std::string& content) {
    return fmt::format("demo-{}-{}", step, base::hex(base::sha256(content)).substr(0, 16));
}

// With separators of thousands: "24,940".
std::string in_thousands(std::int64_t number) {
    auto digits = std::to_string(number);
    for (auto at = std::ssize(digits) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

// Submits by `call(done)`, waits for the commit and reads the answer.
template <class Response, class Call>
base::Result<Response> answer_of(Call call) {
    auto promise = std::make_shared<std::promise<base::Result<std::string>>>();
    auto answer = promise->get_future();
    call([promise](base::Result<std::string> result) { promise->set_value(std::move(result)); });
    const auto bytes = answer.get();
    if (!bytes) {
        return bytes.error();
    }
    Response response;
    if (!response.ParseFromString(*bytes)) {
        return base::Error{base::Code::internal, "an answer that can't be read", {}};
    }
    return response;
}

class DemoLoad {
public:
    DemoLoad(api::Application& app, const Share& share, const DemoProgress& progress)
        : app_{app}, share_{share}, progress_{progress}, actor_{secretariat()} {}

    base::Result<std::vector<DemoStep>> run() {
        for (const auto step : {&DemoLoad::publish, &DemoLoad::register_bodies, &DemoLoad::peers}) {
            if (const auto done = (this->*step)(); !done) {
                return done.error();
            }
        }
        for (const auto& file : figures_files) {
            if (const auto done = import(file); !done) {
                return done.error();
            }
        }
        return std::move(steps_);
    }

private:
    void begin(std::string_view title) {
        steps_.push_back({std::string{title}, {}, false});
        tell(0, 1);
    }

    void tell(std::size_t done, std::size_t total) {
        if (progress_) {
            progress_(steps_.back().title, done, total);
        }
    }

    base::Result<void> end(std::string outcome, bool changed) {
        steps_.back().outcome = changed ? std::move(outcome) : "nothing new";
        steps_.back().changed = changed;
        tell(1, 1);
        return {};
    }

    base::Result<std::string> data_file(std::string_view name) const {
        return read_file(share_.demo_data / name, file_bytes_max);
    }

    base::Result<void> publish() {
        begin("Ruleset");
        auto files = read_ruleset_folder(share_.rules / demo_ruleset);
        if (!files) {
            return files.error();
        }
        auto loaded = definition::load(*files);
        if (!loaded) {
            return loaded.error();
        }
        const auto standing = app_.rulesets.indexed(fmt::format("rulesets/{}", demo_ruleset));
        if (!standing && standing.error().code != base::Code::not_found) {
            return standing.error();
        }
        if (standing) {  // whatever is published, ours or a later version: it stays in force
            return end({}, false);
        }
        v1::PublishRulesetRequest request;
        *request.mutable_definition() = std::move(loaded->definition);
        request.set_reasons("The ruleset of the demonstration.");
        request.set_request_id(request_id_for("ruleset", base::serialise(request.definition())));
        const auto response = answer_of<v1::PublishRulesetResponse>([&](api::Done done) {
            api::publish_ruleset(
                api::Desk::everything(app_.writer), actor_, request, std::move(done)
            );
        });
        if (!response) {
            return response.error();
        }
        return end(response->ruleset().name(), !response->unchanged());
    }

    base::Result<void> register_bodies() {
        begin("Bodies");
        const auto text = data_file("forces.csv");
        if (!text) {
            return text.error();
        }
        auto bodies = bodies_from_csv(*text, "forces.csv");
        if (!bodies) {
            return bodies.error();
        }
        const auto standing = app_.bodies.all({});
        if (!standing) {
            return standing.error();
        }
        std::set<std::string> known;
        for (const auto& body : *standing) {
            known.insert(body.name());
        }
        v1::RegisterBodiesRequest request;
        for (auto& body : *bodies) {
            if (!known.contains(body.name())) {
                *request.add_bodies() = std::move(body);
            }
        }
        if (request.bodies().empty()) {
            return end({}, false);
        }
        request.set_known_on(std::string{demo_bodies_known_on});
        request.set_request_id(request_id_for("bodies", base::serialise(request)));
        const auto response = answer_of<v1::RegisterBodiesResponse>([&](api::Done done) {
            api::register_bodies(
                api::Desk::everything(app_.writer), actor_, request, std::move(done)
            );
        });
        if (!response) {
            return response.error();
        }
        return end(fmt::format("{} bodies", response->bodies_size()), true);
    }

    base::Result<void> peers() {
        begin("Peer groups");
        constexpr std::string_view file = "peer_groups_nearest_seven.csv";
        const auto text = data_file(file);
        if (!text) {
            return text.error();
        }
        auto set = peer_groups_from_csv(*text, file);
        if (!set) {
            return set.error();
        }
        const auto standing = app_.bodies.all_peer_group_sets({});
        if (!standing) {
            return standing.error();
        }
        const bool there =
            std::any_of(standing->begin(), standing->end(), [&](const v1::PeerGroupSet& other) {
                return other.name() == set->name();
            });
        if (there) {  // as shipped, or as somebody recorded it since
            return end({}, false);
        }
        v1::RecordPeerGroupsRequest request;
        *request.mutable_peer_group_set() = std::move(*set);
        request.set_known_on(std::string{demo_peers_known_on});
        request.set_request_id(request_id_for("peers", base::serialise(request)));
        const auto response = answer_of<v1::RecordPeerGroupsResponse>([&](api::Done done) {
            api::record_peer_groups(
                api::Desk::everything(app_.writer), actor_, request, std::move(done)
            );
        });
        if (!response) {
            return response.error();
        }
        return end(fmt::format("{} groups", response->peer_group_set().groups_size()), true);
    }

    base::Result<v1::ImportObservationsResponse> import(const v1::ImportObservationsRequest& request
    ) {
        const auto bytes = api::import_observations(
            api::View::everything(app_),
            actor_,
            request,
            [this](std::size_t done, std::size_t total) { tell(done, total); }
        );
        if (!bytes) {
            return bytes.error();
        }
        v1::ImportObservationsResponse response;
        if (!response.ParseFromString(*bytes)) {
            return base::Error{base::Code::internal, "an answer that can't be read", {}};
        }
        return response;
    }

    // Asked first what it would do: the answer to a request that was made before tells what it did
    // then.
    base::Result<void> import(const FiguresFile& file) {
        begin(file.title);
        auto text = data_file(file.file);
        if (!text) {
            return text.error();
        }
        v1::ImportObservationsRequest request;
        request.set_layout(std::string{file.layout});
        request.set_file_name(std::string{file.file});
        request.set_request_id(request_id_for(file.layout, *text));
        request.set_content(std::move(*text));
        request.set_validate_only(true);
        const auto would = import(request);
        if (!would) {
            return would.error();
        }
        if (would->added() == 0) {  // what was revised here since is not ours to revise back
            return end({}, false);
        }
        request.set_validate_only(false);
        const auto response = import(request);
        if (!response) {
            return response.error();
        }
        auto outcome = in_thousands(response->added()) + " figures";
        if (response->warnings_count() > 0) {
            outcome += fmt::format(", {} with a warning", response->warnings_count());
        }
        return end(std::move(outcome), true);
    }

    api::Application& app_;
    const Share& share_;
    const DemoProgress& progress_;
    v1::Actor actor_;
    std::vector<DemoStep> steps_;
};

}  // namespace

base::Result<std::vector<DemoStep>> demo_load(
    api::Application& app, const Share& share, const DemoProgress& progress
) {
    return DemoLoad{app, share, progress}.run();
}

}  // namespace ladder::cli
