#include "services/api/ruleset_commands.hpp"

#include <charconv>
#include <memory>

#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>

#include "engine/command/authorise.hpp"
#include "engine/definition/check.hpp"
#include "services/api/permission.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

constexpr std::size_t reasons_bytes_max = 20'000;

std::string digest_of(const v1::RulesetDefinition& definition) {
    const auto bytes = deterministic(definition);
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(
        reinterpret_cast<unsigned char*>(digest.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size()
    );
    return digest;
}

// Every error of the check, as one refusal. A definition sent as a message has no files, so the
// path within it stands in their place.
base::Result<void> refuse_findings(const v1::RulesetDefinition& definition) {
    std::vector<base::Detail> details;
    for (auto& finding : definition::check(definition)) {
        if (finding.grade == definition::Grade::error) {
            if (finding.issue.file().empty()) {
                finding.issue.set_file(finding.path);
            }
            details.emplace_back(std::move(finding.issue));
        }
    }
    if (details.empty()) {
        return {};
    }
    auto message = fmt::format(
        "the ruleset has {} error{}; `ladder ruleset check PATH` shows where",
        details.size(),
        details.size() == 1 ? "" : "s"
    );
    return base::Error{base::Code::invalid_argument, std::move(message), std::move(details)};
}

int version_of(const std::string& name) {
    const auto at = name.rfind('@');
    int number = 0;
    if (at != std::string::npos) {
        std::from_chars(name.data() + at + 1, name.data() + name.size(), number);
    }
    return number;
}

v1::Ruleset described(
    std::string name,
    std::string digest,
    const db::Stamp& stamp,
    const v1::Actor& actor,
    const std::string& reasons
) {
    v1::Ruleset ruleset;
    ruleset.set_name(std::move(name));
    ruleset.set_digest(std::move(digest));
    *ruleset.mutable_published_at() = base::to_timestamp(stamp.recorded_at);
    *ruleset.mutable_published_by() = actor;
    ruleset.set_reasons(reasons);
    return ruleset;
}

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
    const auto stream = "rulesets/" + request.definition().id();
    const auto standing = aggregates.find_ruleset(stream);
    if (standing && digest_of(standing->definition()) == digest) {
        return unchanged(standing->name(), digest);
    }
    if (newest && !request.etag().empty() && request.etag() != newest->name()) {
        return command::stale_etag(stream, request.etag(), newest->name(), {});
    }
    const auto name = fmt::format("{}@{}", stream, standing ? version_of(standing->name()) + 1 : 1);
    v1::Event event;
    auto& published = *event.mutable_ruleset_published();
    *published.mutable_definition() = request.definition();
    published.set_digest(digest);
    published.set_reasons(request.reasons());
    db::Ruling ruling;
    ruling.events.push_back({stream, std::move(event), {}});
    ruling.respond =
        [ruleset = described(name, digest, stamp, actor, request.reasons())](db::Aggregates&) {
            auto response = std::make_unique<v1::PublishRulesetResponse>();
            *response->mutable_ruleset() = ruleset;
            return response;
        };
    return ruling;
}

}  // namespace

void publish_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::PublishRulesetRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    Problems problems;
    problems.check_text("reasons", request.reasons(), reasons_bytes_max, true);
    if (!problems.empty()) {
        return done(problems.error());
    }
    if (const auto sound = refuse_findings(request.definition()); !sound) {
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
