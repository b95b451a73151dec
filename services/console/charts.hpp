// Pictures. Each is an ordinary table that says everything by itself, with and without script and
// in print; where there is script, assets/charts.js reads the table and draws it. How to show one:
// README.md, "Pictures".
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/definition.pb.h"
#include "ladder/v1/explanation.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "services/console/templates.hpp"
#include "services/console/titles.hpp"
#include "services/console/visit.hpp"

namespace ladder::console {

// Where a picture goes: the page's data or a row's, and the section that shows it there,
// {{#NAME}}{{> chart_KIND}}{{/NAME}}. Borrows; for one call.
struct Picture {
    Data& data;
    std::string name;
    const Templates& templates;
    std::string caption;  // heads the table, and names the picture
};

// The address at which a figure is shown with its revisions; empty: it is not linked.
using LinkOfFigure = std::function<std::string(const v1::Input& figure)>;

// "/figures/kent/officers_fte#2010-03-31": the page of an indicator of a body, at one figure or
// none.
std::string path_of_figures(
    std::string_view body, std::string_view indicator, std::string_view period_end = {}
);
// The same for a figure.
std::string path_of_figure(const v1::Input& figure);
// Links there that stay at the page's moment: what most pages give. Borrows the visit.
LinkOfFigure links_to_figures(const Visit& visit);

// A body's own history with its mean and limits, by the part chart_control. Where figures can't be
// charted it says why; see put_history for those.
void put_control_chart(
    const Picture& picture, const v1::ControlChart& chart, const LinkOfFigure& link
);

// The same without mean or limits: figures as published, oldest first, by the part chart_control.
// `unit` is that of their values.
void put_history(
    const Picture& picture,
    const std::vector<v1::Input>& figures,
    const std::string& unit,
    const LinkOfFigure& link
);

// A body beside its peers, by the part chart_peers: as a funnel if it is asked for and there is
// one, else as bars.
void put_peers(
    const Picture& picture,
    const v1::ComparePeersResponse& peers,
    bool as_funnel,
    const LinkOfFigure& link
);

// The direction of travel, small enough for a cell of a table, by the part chart_travel: the last
// figures, oldest first. `direction` says in words which way they go; judging is not done here.
void put_travel(
    const Picture& picture,
    const std::vector<v1::Input>& figures,
    const std::string& direction,
    const LinkOfFigure& link
);

// A rung as pictures show it.
struct Rung {
    std::string id;
    std::string title;
    std::string note{};  // under the title; may be empty
};

// The rungs of a ladder from the bottom up, with their aliases as notes.
std::vector<Rung> rungs_of(const v1::LadderDefinition& ladder);

// A time that a case stood at one rung.
struct Stay {
    std::string stage;
    std::string from;     // ISO
    std::string until{};  // the same; empty: still there
    std::string link{};   // to the decision that led there; may be empty
};

// The path of a case by its decisions in force; `link` gives a decision's address by its id, and
// that of the case for an empty one.
std::vector<Stay> stays_of(
    const v1::Case& casework, const std::function<std::string(const std::string& decision)>& link
);

// The ladder with the body's place and path, by the part chart_ladder. `rungs` from the bottom up;
// `today` (ISO) is where the picture ends.
void put_ladder_path(
    const Picture& picture,
    const std::vector<Rung>& rungs,
    const std::vector<Stay>& stays,
    const std::string& today
);

// Something that happened, or lasted.
struct Happening {
    std::string on;       // ISO
    std::string until{};  // the same; empty: a moment, or `lasting` and not over
    bool lasting = false;
    std::string kind;  // in people's words, "Decision": happenings of a kind stand in one line
    std::string text;
    std::string link{};          // may be empty
    bool entered_later = false;  // recorded later than it was known
};

// What happened, by the part chart_timeline: as given, in the order of time.
void put_timeline(
    const Picture& picture, const std::vector<Happening>& happenings, const std::string& today
);

// A case on the board.
struct BoardCard {
    std::string stage;  // the id of a rung
    std::string title;
    std::string link;
    std::string since;             // ISO
    std::string next_review_on{};  // the same; empty: none is set
};

// Which body stands where and for how long, by the part chart_board: the highest rung first, at
// each the longest first. A review is late if it was due before `today`.
void put_board(
    const Picture& picture,
    const std::vector<Rung>& rungs,
    const std::vector<BoardCard>& cards,
    const std::string& today
);

// The weeks of peers by month: committed and available, by the part chart_capacity. `link` gives
// the address of a procedure by its name, `titles` what it is called.
void put_capacity(
    const Picture& picture,
    const v1::GetCapacityResponse& capacity,
    const std::function<std::string(const std::string& procedure)>& link,
    const Titles& titles = {}
);

}  // namespace ladder::console
