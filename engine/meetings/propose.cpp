#include "engine/meetings/propose.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/command/words.hpp"

namespace ladder::meetings {

namespace {

// Items in order of body, case and reason; each gathers its sources.
class Gathering {
public:
    Gathering(
        const v1::Meeting& state, const v1::MeetingKindDefinition& kind, const AgendaMatter& matter
    )
        : kind_{kind}, matter_{matter} {
        for (const auto& item : state.items()) {
            present_.insert(item.sources().begin(), item.sources().end());
        }
    }

    void add(
        v1::AgendaReason reason,
        const std::string& body,
        const std::string& case_name,
        std::string source,
        std::string words
    ) {
        if (present_.contains(source) || !talks_about(body)) {
            return;
        }
        auto& gathered = items_[{title_of(body), body, case_name, static_cast<int>(reason)}];
        gathered.sources.push_back(std::move(source));
        gathered.words.push_back(std::move(words));
    }

    std::vector<v1::AgendaItem> items() const {
        std::vector<v1::AgendaItem> items;
        for (const auto& [key, gathered] : items_) {
            const auto& [title, body, case_name, reason] = key;
            auto& item = items.emplace_back();
            item.set_reason(static_cast<v1::AgendaReason>(reason));
            item.set_case_name(case_name);
            item.set_title(
                gathered.words.size() == 1 ? fmt::format("{}: {}", title, gathered.words.front())
                                           : fmt::format(
                                                 "{}: {} and {} more",
                                                 title,
                                                 gathered.words.front(),
                                                 gathered.words.size() - 1
                                             )
            );
            for (const auto& source : gathered.sources) {
                item.add_sources(source);
            }
        }
        return items;
    }

private:
    struct Gathered {
        std::vector<std::string> sources;
        std::vector<std::string> words;
    };

    bool talks_about(const std::string& body) const {
        const auto found = matter_.bodies.find(body);
        const auto& kinds = kind_.body_kinds();
        return kinds.empty() ||
               (found != matter_.bodies.end() &&
                std::find(kinds.begin(), kinds.end(), found->second.kind()) != kinds.end());
    }

    std::string title_of(const std::string& body) const {
        const auto found = matter_.bodies.find(body);
        return found == matter_.bodies.end() ? body : found->second.short_title();
    }

    const v1::MeetingKindDefinition& kind_;
    const AgendaMatter& matter_;
    std::set<std::string> present_;
    std::map<std::tuple<std::string, std::string, std::string, int>, Gathered> items_;
};

// A stage of a case as people call it.
std::string stage_words(
    const AgendaMatter& matter, const std::string& case_name, const std::string& stage
) {
    const auto head = std::find_if(matter.cases.begin(), matter.cases.end(), [&](const auto& one) {
        return one.name() == case_name;
    });
    const auto* ladder = head == matter.cases.end() || matter.ruleset == nullptr
                             ? nullptr
                             : matter.ruleset->ladder(head->ladder());
    const auto* found = ladder == nullptr ? nullptr : definition::find_stage(*ladder, stage);
    return found == nullptr ? stage : found->title();
}

std::string indicator_words(const AgendaMatter& matter, const std::string& id) {
    const auto* found = matter.ruleset == nullptr ? nullptr : matter.ruleset->indicator(id);
    return found == nullptr ? id : found->title();
}

void add_proposals(Gathering& gathering, const AgendaMatter& matter) {
    for (const auto& proposal : matter.proposals) {
        gathering.add(
            v1::AGENDA_REASON_PROPOSAL,
            proposal.body(),
            proposal.case_name(),
            fmt::format("{}/proposals/{}", proposal.case_name(), proposal.id()),
            fmt::format(
                "the rules propose {} ({})",
                stage_words(matter, proposal.case_name(), proposal.proposes()),
                indicator_words(matter, proposal.indicator())
            )
        );
    }
}

void add_reviews(Gathering& gathering, const AgendaMatter& matter, const std::string& held_on) {
    for (const auto& head : matter.cases) {
        const auto& due = head.next_review_on();
        if (!due.empty() && due <= held_on) {
            gathering.add(
                v1::AGENDA_REASON_REVIEW,
                head.body(),
                head.name(),
                head.name(),
                fmt::format(
                    "review of {}, due on {}",
                    stage_words(matter, head.name(), head.stage()),
                    command::date_words(due)
                )
            );
        }
    }
}

void add_deadlines(Gathering& gathering, const AgendaMatter& matter, const std::string& held_on) {
    for (const auto& deadline : matter.deadlines) {
        const auto& parent = deadline.parent();
        // What a meeting owes itself is no matter of the next one.
        if (deadline.state() != v1::DEADLINE_STATE_PENDING || deadline.due_on() > held_on ||
            parent.starts_with("meetings/")) {
            continue;
        }
        const auto procedure = matter.cases_of_procedures.find(parent);
        gathering.add(
            v1::AGENDA_REASON_DEADLINE,
            deadline.body(),
            procedure == matter.cases_of_procedures.end()
                ? (parent.starts_with("cases/") ? parent : std::string{})
                : procedure->second,
            fmt::format("{}/deadlines/{}", parent, deadline.id()),
            fmt::format("{}, due on {}", deadline.title(), command::date_words(deadline.due_on()))
        );
    }
}

}  // namespace

std::vector<v1::AgendaItem> propose(
    const v1::Meeting& state, const v1::MeetingKindDefinition& kind, const AgendaMatter& matter
) {
    Gathering gathering{state, kind, matter};
    add_proposals(gathering, matter);
    add_reviews(gathering, matter, state.held_on());
    add_deadlines(gathering, matter, state.held_on());
    for (const auto& reply : matter.replies) {
        gathering.add(
            v1::AGENDA_REASON_REPLY, reply.body, reply.case_name, reply.source, reply.title
        );
    }
    auto items = gathering.items();
    const bool overviewed =
        std::any_of(state.items().begin(), state.items().end(), [](const auto& item) {
            return item.reason() == v1::AGENDA_REASON_OVERVIEW;
        });
    if (!overviewed) {
        v1::AgendaItem overview;
        overview.set_reason(v1::AGENDA_REASON_OVERVIEW);
        overview.set_title("Overview");
        items.insert(items.begin(), std::move(overview));
    }
    return items;
}

}  // namespace ladder::meetings
