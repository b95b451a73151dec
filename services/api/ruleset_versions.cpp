#include "services/api/ruleset_versions.hpp"

#include <charconv>

#include <fmt/format.h>

#include "engine/base/serialise.hpp"
#include "engine/base/sha256.hpp"
#include "engine/command/authorise.hpp"
#include "engine/definition/check.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

constexpr std::size_t reasons_bytes_max = 20'000;

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

int number_of(const std::string& version) {
    const auto at = version.rfind('@');
    int number = 0;
    if (at != std::string::npos) {
        std::from_chars(version.data() + at + 1, version.data() + version.size(), number);
    }
    return number;
}

}  // namespace

std::string digest_of(const v1::RulesetDefinition& definition) {
    return base::sha256(base::serialise(definition));
}

base::Result<void> check_version(
    const std::string& reasons, const v1::RulesetDefinition& definition
) {
    Problems problems;
    problems.check_text("reasons", reasons, reasons_bytes_max, true);
    return problems.empty() ? refuse_findings(definition) : base::Result<void>{problems.error()};
}

std::string ruleset_stream(const v1::RulesetDefinition& definition) {
    return "rulesets/" + definition.id();
}

std::string next_version(db::Aggregates& aggregates, const v1::RulesetDefinition& definition) {
    const auto stream = ruleset_stream(definition);
    const auto standing = aggregates.find_ruleset(stream);
    return fmt::format("{}@{}", stream, standing ? number_of(standing->name()) + 1 : 1);
}

std::string standing_version(
    db::Aggregates& aggregates, const v1::RulesetDefinition& definition, const std::string& digest
) {
    const auto standing = aggregates.find_ruleset(ruleset_stream(definition));
    return standing && digest_of(standing->definition()) == digest ? standing->name()
                                                                   : std::string{};
}

std::string publisher_of(db::Aggregates& aggregates, const std::string& version) {
    const auto* ruleset = aggregates.find_as<v1::Ruleset>(version.substr(0, version.find('@')));
    return ruleset == nullptr ? std::string{} : ruleset->published_by().person();
}

base::Result<void> require_in_force(
    db::Aggregates& aggregates, const v1::RulesetDefinition& definition, const std::string& etag
) {
    const auto newest = aggregates.find_ruleset("");
    if (!newest || etag.empty() || etag == newest->name()) {
        return {};
    }
    return command::stale_etag(
        ruleset_stream(definition), etag, newest->name(), publisher_of(aggregates, newest->name())
    );
}

v1::Ruleset described(
    std::string name,
    const v1::RulesetPublished& published,
    const db::Stamp& stamp,
    const v1::Actor& actor
) {
    v1::Ruleset ruleset;
    ruleset.set_name(std::move(name));
    ruleset.set_digest(published.digest());
    *ruleset.mutable_published_at() = base::to_timestamp(stamp.recorded_at);
    *ruleset.mutable_published_by() = actor;
    ruleset.set_reasons(published.reasons());
    ruleset.set_proposal(published.proposal());
    if (published.has_proposed_by()) {
        *ruleset.mutable_proposed_by() = published.proposed_by();
    }
    ruleset.set_proposal_reasons(published.proposal_reasons());
    return ruleset;
}

}  // namespace ladder::api
