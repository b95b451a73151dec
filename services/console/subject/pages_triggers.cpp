// Triggers: what the rules propose for a body and what they proposed, why, and what can be done.
#include <fmt/format.h>

#include "services/console/fields.hpp"
#include "services/console/subject/explained.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/head.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::list_of;
using console::put_text;

namespace {

constexpr const char* triggers_page = "subject_triggers";

bool stands(const v1::Proposal& proposal) {
    return proposal.state() == v1::PROPOSAL_STATE_OPEN;
}

std::string state_in_words(const Visit& visit, const v1::Proposal& proposal) {
    const auto& texts = visit.desk->templates;
    switch (proposal.state()) {
        case v1::PROPOSAL_STATE_OPEN:
            return texts.text(triggers_page, "state.open");
        case v1::PROPOSAL_STATE_ACCEPTED:
            return texts.text(triggers_page, "state.accepted");
        case v1::PROPOSAL_STATE_DECLINED:
            return texts.text(triggers_page, "state.declined");
        default:
            return texts.text(triggers_page, "state.lapsed");
    }
}

Data proposal_data(const Visit& visit, const BodyFile& file, const v1::Proposal& proposal) {
    const auto& state = *file.chosen;
    const auto& titles = file.titles;
    Data shown{Data::type::object};
    shown.set("id", proposal.id());
    shown.set("trigger", titles.trigger(proposal.trigger()));
    shown.set("indicator", titles.indicator(proposal.indicator()));
    shown.set(
        "figures_link",
        visit.link(fmt::format("/figures/{}/{}", id_of(state.body()), proposal.indicator()))
    );
    shown.set("proposes", titles.stage(state.ladder(), proposal.proposes()));
    shown.set("severity", severity_in_words(proposal.severity()));
    shown.set("serious", Data{proposal.severity() == v1::SEVERITY_SERIOUS});
    shown.set("since", day_in_words(proposal.raised_on()));
    put_text(shown, "cleared", day_in_words(proposal.cleared_on()));
    shown.set("state", state_in_words(visit, proposal));
    put_text(
        shown,
        "decision_link",
        proposal.decision().empty()
            ? std::string{}
            : visit.link(
                  fmt::format("/cases/{}/decisions/{}", id_of(state.name()), proposal.decision())
              )
    );
    put_explanation(shown, "raised", proposal.raised_because(), titles);
    put_explanation(shown, "cleared_because", proposal.cleared_because(), titles);
    const auto newest = newest_figure(proposal.raised_because());
    put_text(shown, "figure_of", day_in_words(newest.period_end()));
    put_text(shown, "published", day_in_words(newest.published_on()));
    const auto rights = file.rights(visit);
    const bool open = stands(proposal) && !visit.known && state.closed_on().empty();
    const auto case_path = "/cases/" + id_of(state.name());
    put_text(
        shown,
        "decide_link",
        open && rights.may_decide(state)
            ? fmt::format("{}/decide?to={}", case_path, proposal.proposes())
            : std::string{}
    );
    const bool keeps_diary = open && rights.may(v1::PERMISSION_KEEP_DIARY);
    for (const std::string act : {"later", "ask"}) {
        put_text(
            shown,
            act + "_link",
            keeps_diary ? fmt::format("{}/record/{}?item={}", case_path, act, proposal.id())
                        : std::string{}
        );
    }
    shown.set("agenda_link", Data{open && rights.may(v1::PERMISSION_RUN_MEETING)});
    return shown;
}

Answer show_triggers(Visit& visit) {
    const auto file = open_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    Page page{triggers_page};
    put_head(page, visit, *file, "triggers");
    std::vector<Data> standing;
    std::vector<Data> past;
    if (file->chosen) {
        const auto& all = file->chosen->proposals();
        for (auto one = all.rbegin(); one != all.rend(); ++one) {
            auto shown = proposal_data(visit, *file, *one);
            shown.set("unfolded", Data{stands(*one) && standing.empty()});
            (stands(*one) ? standing : past).push_back(std::move(shown));
        }
    }
    page.data.set("has_standing", Data{!standing.empty()});
    page.data.set("has_past", Data{!past.empty()});
    page.data.set("standing", list_of(std::move(standing)));
    page.data.set("past", list_of(std::move(past)));
    return page;
}

}  // namespace

void add_trigger_pages(console::Pages& pages) {
    pages.get("/bodies/{id}/triggers", console::Audience::signed_in, show_triggers);
}

}  // namespace ladder::subject
