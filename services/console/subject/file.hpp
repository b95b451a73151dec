// The file of a body: what whoever asks sees of it, and the head of every page about it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/console/procedure_kinds.hpp"
#include "services/console/subject/rights.hpp"
#include "services/console/subject/titles.hpp"
#include "services/console/visit.hpp"

namespace ladder::subject {

using console::Answer;
using console::Data;
using console::Page;
using console::Visit;

// Only what may be seen is in it: whoever sees no case can't tell whether there is one.
struct BodyFile {
    v1::Body body;
    std::vector<v1::Body> bodies;        // all that are registered
    std::vector<v1::CaseSummary> cases;  // of the body, open ones first
    std::optional<v1::Case> chosen;      // by the query's `case`; else the first
    Titles titles;                       // of the chosen case's ruleset
    std::vector<v1::ProcedureSummary> procedures;
    std::vector<v1::Deadline> deadlines;  // that run

    Rights rights(const Visit& visit) const;
    // "West Midlands" of "bodies/west-midlands".
    std::string title_of(const std::string& body) const;
    // "/bodies/west-midlands", with the tab and the chosen case where there are several.
    std::string path(const std::string& tab = {}) const;
};

// The body of an id, as known at the page's moment. Errors: not_found; of the procedures asked.
[[nodiscard]] base::Result<BodyFile> open_file(const Visit& visit, const std::string& body_id);

// The case of an id with what its pages need besides.
struct CaseFile {
    v1::Case state;
    v1::Body body;
    Titles titles;

    Rights rights(const Visit& visit) const;
    std::string path(const std::string& below = {}) const;  // "/cases/west-midlands-general-1"
    std::string subject_path(const std::string& tab = {}) const;
    std::string stage() const;  // the title of where it stands
};
[[nodiscard]] base::Result<CaseFile> open_case_file(const Visit& visit, const std::string& case_id);

// The titles of a ruleset version ("": the one in force) and of people.
Titles titles_of(const Visit& visit, const std::string& ruleset);

// The tab on which procedures of a kind stand: "plan", "letters", "directions"; else "commissions".
std::string tab_of(console::ProcedureKind kind);
// Where procedures of a kind are started that have a desk: "/letters/new"; empty: none has.
std::string start_path(console::ProcedureKind kind);
bool stands_on(const Visit& visit, const std::string& tab, const v1::ProcedureSummary& procedure);

// What is empty for whoever may not ask for it.
template <class Items>
base::Result<Items> or_none(base::Result<Items> asked) {
    if (!asked && asked.error().code == base::Code::permission_denied) {
        return Items{};
    }
    return asked;
}

// Crumbs of a page about a case.
std::vector<console::Crumb> crumbs_of(const Visit& visit, const CaseFile& file);

// "general", by which a case is told from others of its body.
std::string case_title(const v1::CaseSummary& summary);

}  // namespace ladder::subject
