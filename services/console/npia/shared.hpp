// What the pages of this desk share.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/procedure_kinds.hpp"
#include "services/console/titles.hpp"

namespace ladder::npia {

using console::ProcedureKind;

// Each binds some pages; see pages_NAME.cpp.
void add_request_pages(console::Pages& pages);
void add_commission_list_pages(console::Pages& pages);
void add_commission_pages(console::Pages& pages);
void add_peer_list_pages(console::Pages& pages);
void add_peer_pages(console::Pages& pages);
void add_capacity_pages(console::Pages& pages);
void add_own_pages(console::Pages& pages);
void add_start_pages(console::Pages& pages);

// The desk's own menu, for the part `desk_nav`: what whoever is signed in has rights to.
void put_desk_nav(console::Data& data, const console::Visit& visit);

// "/commissions/kent-peer-support-commission-1" of "procedures/kent-…".
std::string path_below(std::string_view place, const std::string& name);

// "peers/a-smith" of a path like "/peers/a-smith".
std::string name_in(const console::Visit& visit, std::string_view collection);

// The procedures of a kind in the ruleset in force; empty: it has none.
std::vector<v1::ProcedureDefinition> definitions_of(
    const console::Visit& visit, ProcedureKind kind
);

// Procedures of a kind, as known at the page's moment.
[[nodiscard]] base::Result<std::vector<v1::ProcedureSummary>> procedures_of(
    const console::Visit& visit, ProcedureKind kind, bool include_ended
);

// A stage's title in the ruleset that a procedure is pinned to.
class StageTitles {
public:
    explicit StageTitles(const console::Visit& visit) : visit_{visit} {}
    std::string of(const v1::ProcedureSummary& procedure);

private:
    const console::Visit& visit_;
    std::map<std::string, std::shared_ptr<const definition::Ruleset>> rulesets_;
};

// What an entry tells in a field; empty: nothing.
std::string value_of(const v1::Entry& entry, std::string_view field);

// The skills that peers can have, by the ruleset in force.
std::vector<console::Option> skills_of(const console::Visit& visit);

// Whether whoever is signed in keeps the register; the API decides.
bool may_keep_peers(const console::Visit& visit);

// What of a kind the ruleset in force lets whoever is signed in start, by id; empty: nothing. The
// API decides.
std::string may_start(const console::Visit& visit, ProcedureKind kind);

// Options of a filter, with the one that is chosen.
console::Data choices(
    const std::vector<console::Option>& options, const std::string& chosen, const std::string& any
);

// Whether a text has the words in it, in whatever case.
bool has_words(std::string_view text, std::string_view words);

}  // namespace ladder::npia
