#include "services/api/ruleset_commands.hpp"

#include <memory>

#include <fmt/format.h>

#include "engine/registers/ruleset_proposals.hpp"
#include "services/api/permission.hpp"
#include "services/api/ruleset_versions.hpp"

namespace ladder::api {

namespace {

db::Ruling unchanged(const std::string& name, std::string digest) {
    db::Ruling ruling;
    ruling.respond = [name, digest = std::move(digest)](db::Aggregates&) {
        auto response = std::make_unique<v1::PublishRulesetResponse>();
        response->mutable_ruleset()->set_name(name);
        response->mutable_ruleset()->set_digest(digest);
        response->set_unchanged(true);
        return response;
    };
    return ruling;
}

base::Error second_person_needed(const std::string& in_force) {
    return {
        base::Code::failed_precondition,
        fmt::format(
            "{} asks that a second person approves its next version: propose it "
            "(`ladder ruleset propose PATH`), and have another person approve the proposal",
            in_force
        ),
        {}};
}

base::Result<db::Ruling> decide_publishing(
    const v1::PublishRulesetRequest& request,
    const std::string& digest,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto newest = aggregates.find_ruleset("");
    if (const auto may = require_permission(
            newest.get(), actor, v1::PERMISSION_PUBLISH_RULESET, BeforeFirstRuleset::allowed
        );
        !may) {
        return may.error();
    }
    if (const auto standing = standing_version(aggregates, request.definition(), digest);
        !standing.empty()) {
        return unchanged(standing, digest);
    }
    if (newest && registers::asks_for_approval(*newest)) {
        return second_person_needed(newest->name());
    }
    if (const auto seen = require_in_force(aggregates, request.definition(), request.etag());
        !seen) {
        return seen.error();
    }
    const auto name = next_version(aggregates, request.definition());
    v1::Event event;
    auto& published = *event.mutable_ruleset_published();
    *published.mutable_definition() = request.definition();
    published.set_digest(digest);
    published.set_reasons(request.reasons());
    db::Ruling ruling;
    ruling.respond = [ruleset = described(name, published, stamp, actor)](db::Aggregates&) {
        auto response = std::make_unique<v1::PublishRulesetResponse>();
        *response->mutable_ruleset() = ruleset;
        return response;
    };
    ruling.events.push_back({ruleset_stream(request.definition()), std::move(event), {}});
    return ruling;
}

}  // namespace

void publish_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::PublishRulesetRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto sound = check_version(request.reasons(), request.definition()); !sound) {
        return done(sound.error());
    }
    auto work = work_for("RulesetService/PublishRuleset", actor, request, std::move(done));
    const auto digest = digest_of(request.definition());
    work.decide = [digest, request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_publishing(request, digest, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

}  // namespace ladder::api
