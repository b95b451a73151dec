// Procedures of a body that have no desk of their own: plans, and whatever the rules have besides.
#include "services/console/procedure_forms.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/subject.hpp"

namespace ladder::subject {

namespace {

Answer show_procedure(Visit& visit) {
    const auto seen = console::see_procedure(visit, "procedures/" + visit.part(1));
    if (!seen) {
        return seen.error();
    }
    const auto kind = console::kind_of(*seen->ruleset, seen->definition->id());
    const auto path = console::procedure_path(kind, seen->procedure.name());
    if (!path.starts_with("/" + visit.part(0) + "/")) {
        return console::Redirect{visit.link(path)};  // to the desk that has it
    }
    const auto& texts = visit.desk->templates;
    const auto body_path = "/bodies/" + id_of(seen->body.name());
    Page page{"subject_procedure"};
    page.crumbs = {
        {"/", texts.text("common", "nav.home")},
        {"/bodies", texts.text("common", "nav.bodies")},
        {body_path, seen->body.title()}};
    auto& data = page.data;
    console::put_procedure(data, visit, *seen, visit.request.path);
    data.set("body_title", seen->body.title());
    data.set("procedure_title", seen->definition->title());
    data.set("stage_title", console::stage_title(*seen, seen->procedure.stage()));
    data.set("reasons", seen->procedure.reasons());
    data.set("back", visit.link(body_path + "/" + tab_of(kind)));
    return page;
}

// There is no list of them all: they are found by their body.
Answer lead_to_bodies(Visit& visit) {
    return console::Redirect{visit.link("/bodies")};
}

}  // namespace

void add_procedure_pages(console::Pages& pages) {
    for (const std::string place : {"/plans", "/procedures"}) {
        pages.get(place, console::Audience::signed_in, lead_to_bodies);
        pages.get(place + "/{id}", console::Audience::signed_in, show_procedure);
        console::add_procedure_acts(pages, place);
    }
}

}  // namespace ladder::subject
