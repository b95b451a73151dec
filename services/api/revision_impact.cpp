#include "services/api/revision_impact.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/evidence/impact.hpp"
#include "services/api/figures.hpp"
#include "services/api/grounds.hpp"
#include "services/api/paging.hpp"

namespace ladder::api {

namespace {

constexpr std::int64_t no_bound = std::numeric_limits<std::int64_t>::max();

// Which figures: as known at a moment, of imports recorded before a position.
struct Figures {
    db::KnownAt known_at;
    std::int64_t before = no_bound;
    std::string period_end{};  // of the run that read them
    auto key() const { return std::tuple{known_at.at, known_at.strict, before}; }
};

// One report being made. Panels, rulesets and runs are read once each.
class Report {
public:
    Report(const View& app, const db::KnownAt& known_at) : app_{app}, known_at_{known_at} {}

    // Only what this import changed: the position of its event.
    void only(std::int64_t import) { import_ = import; }

    base::Result<void> add(const StandingGround& ground);
    v1::ListRevisionImpactsResponse take();

private:
    using RulesetPointer = std::shared_ptr<const definition::Ruleset>;
    using PanelsKey = std::pair<std::string, decltype(Figures{}.key())>;

    // What the run that raised or cleared a proposal read.
    base::Result<std::optional<Figures>> view_of_run(const std::string& evaluation);
    base::Result<RulesetPointer> ruleset(const std::string& name);
    base::Result<const evidence::Panels*> panels(
        const definition::Ruleset& ruleset, const Figures& view
    );
    base::Result<void> weigh(
        const StandingGround& ground,
        const std::string& period_end,
        const Figures& then,
        const Figures& now
    );

    const View& app_;
    db::KnownAt known_at_;
    std::optional<std::int64_t> import_;
    std::map<std::string, std::optional<Figures>> runs_;
    std::map<std::string, RulesetPointer> rulesets_;
    std::map<PanelsKey, evidence::Panels> panels_;
    std::vector<v1::RevisionImpact> impacts_;
    int looked_at_ = 0;
    std::set<std::string> decisions_;
};

base::Result<std::optional<Figures>> Report::view_of_run(const std::string& evaluation) {
    const auto known = runs_.find(evaluation);
    if (known != runs_.end()) {
        return known->second;
    }
    const auto run = app_.streams.last_event(evaluation, "evaluation_run");
    if (!run) {
        return run.error();
    }
    std::optional<Figures> view;
    if (*run) {
        const auto& told = (*run)->event.evaluation_run();
        const auto at = base::from_micros(told.known_at_us());
        view.emplace();
        // A run that looked at the present saw every import there was.
        if (at < (*run)->recorded.recorded_at) {
            view->known_at.at = at;
        }
        view->before = told.evidence_position();
        view->period_end = told.period_end();
    }
    runs_.emplace(evaluation, view);
    return view;
}

base::Result<Report::RulesetPointer> Report::ruleset(const std::string& name) {
    auto& kept = rulesets_[name];
    if (!kept) {
        auto read = app_.rulesets.indexed(name);
        if (!read) {
            return read.error();
        }
        kept = *read;
    }
    return kept;
}

base::Result<const evidence::Panels*> Report::panels(
    const definition::Ruleset& ruleset, const Figures& view
) {
    const PanelsKey key{ruleset.name(), view.key()};
    auto kept = panels_.find(key);
    if (kept == panels_.end()) {
        auto read = read_panels(app_, ruleset, view.known_at, view.before);
        if (!read) {
            return read.error();
        }
        auto sets = app_.bodies.all_peer_group_sets(known_at_);
        if (!sets) {
            return sets.error();
        }
        read->peer_group_sets = std::move(*sets);
        kept = panels_.emplace(key, std::move(*read)).first;
    }
    return &kept->second;
}

base::Result<void> Report::add(const StandingGround& ground) {
    const auto run = view_of_run(ground.evaluation());
    if (!run) {
        return run.error();
    }
    if (!*run) {
        return {};
    }
    if (!import_) {
        return weigh(ground, (*run)->period_end, **run, {known_at_, no_bound});
    }
    if ((*run)->before > *import_) {
        return {};  // it was raised, or cleared, on what the import brought
    }
    return weigh(ground, (*run)->period_end, {known_at_, *import_}, {known_at_, *import_ + 1});
}

base::Result<void> Report::weigh(
    const StandingGround& ground,
    const std::string& period_end,
    const Figures& then,
    const Figures& now
) {
    const auto& proposal = ground.proposal;
    const auto rules = ruleset(proposal.ruleset());
    if (!rules) {
        return rules.error();
    }
    const auto* trigger = (*rules)->trigger(proposal.trigger());
    const auto end = base::parse_date(period_end);
    if (trigger == nullptr || !end) {
        return {};
    }
    const auto old_figures = panels(**rules, then);
    if (!old_figures) {
        return old_figures.error();
    }
    const auto new_figures = panels(**rules, now);
    if (!new_figures) {
        return new_figures.error();
    }
    const evidence::Ground asked{*trigger, proposal.indicator(), proposal.body(), *end};
    auto weighing = evidence::weigh(**rules, **old_figures, **new_figures, asked);
    if (!weighing.touched) {
        return {};
    }
    ++looked_at_;
    for (const auto& decision : ground.decisions) {
        decisions_.insert(proposal.case_name() + "/" + decision);
    }
    if (weighing.impact) {
        auto& told = impacts_.emplace_back(std::move(*weighing.impact));
        told.set_case_name(proposal.case_name());
        told.set_proposal(proposal.id());
        told.mutable_decisions()->Assign(ground.decisions.begin(), ground.decisions.end());
    }
    return {};
}

v1::ListRevisionImpactsResponse Report::take() {
    std::stable_sort(impacts_.begin(), impacts_.end(), [](const auto& a, const auto& b) {
        return std::pair{!a.flips(), std::abs(a.margin_now())} <
               std::pair{!b.flips(), std::abs(b.margin_now())};
    });
    v1::ListRevisionImpactsResponse response;
    for (auto& told : impacts_) {
        *response.add_impacts() = std::move(told);
    }
    response.set_looked_at(looked_at_ + static_cast<int>(decisions_.size()));
    return response;
}

base::Result<std::optional<std::int64_t>> position_of(const View& app, const std::string& import) {
    if (import.empty()) {
        return std::optional<std::int64_t>{};
    }
    const auto event = app.streams.last_event(import, "observations_imported");
    if (!event) {
        return event.error();
    }
    if (!*event) {
        return db::not_known(import);
    }
    return std::optional{(*event)->recorded.position};
}

// Leaves of all impacts those of one page.
base::Result<void> keep_page(
    v1::ListRevisionImpactsResponse& response, const v1::ListRevisionImpactsRequest& request
) {
    const auto size = db::page_size_of(page_of(request), db::page_normal, db::page_most);
    if (!size) {
        return size.error();
    }
    const auto list = "impacts|" + request.import() + "|" + request.body();
    const auto cursor = db::decode_cursor(list, request.page_token());
    if (!cursor) {
        return cursor.error();
    }
    auto& impacts = *response.mutable_impacts();
    const int given = cursor->key.empty() ? 0 : std::stoi(cursor->key.front());
    impacts.DeleteSubrange(0, std::min(given, impacts.size()));
    if (impacts.size() > *size) {
        impacts.DeleteSubrange(*size, impacts.size() - *size);
        response.set_next_page_token(db::encode_cursor(list, {0, {std::to_string(given + *size)}}));
    }
    return {};
}

}  // namespace

base::Result<v1::ListRevisionImpactsResponse> list_revision_impacts(
    const View& app, const v1::ListRevisionImpactsRequest& request
) {
    const auto known_at = known_at_of_revisions(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto import = position_of(app, request.import());
    if (!import) {
        return import.error();
    }
    const auto grounds = standing_grounds(app, request.body(), *known_at);
    if (!grounds) {
        return grounds.error();
    }
    Report report{app, *known_at};
    if (*import) {
        report.only(**import);
    }
    for (const auto& ground : *grounds) {
        if (const auto added = report.add(ground); !added) {
            return added.error();
        }
    }
    auto response = report.take();
    if (const auto kept = keep_page(response, request); !kept) {
        return kept.error();
    }
    return response;
}

base::Result<void> count_touched(
    const View& app,
    const std::vector<db::StagedFigure>& staged,
    v1::ImportObservationsResponse& response
) {
    if (response.revised() == 0) {
        return {};
    }
    const auto grounds = standing_grounds(app, {}, {});
    if (!grounds) {
        return grounds.error();
    }
    evidence::RevisedFigures revised;
    for (const auto& figure : staged) {
        if (figure.revision > 1) {
            revised.add(figure.indicator, figure.body, base::to_string(figure.period_end));
        }
    }
    std::set<std::string> decisions;
    for (const auto& ground : *grounds) {
        if (revised.under(ground.because())) {
            response.set_triggers_touched(response.triggers_touched() + 1);
            for (const auto& decision : ground.decisions) {
                decisions.insert(ground.proposal.case_name() + "/" + decision);
            }
        }
    }
    response.set_decisions_touched(static_cast<int>(decisions.size()));
    return {};
}

}  // namespace ladder::api
