#include "services/console/auditor/evidence.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/fields.hpp"

namespace ladder::auditor {

namespace {

using console::Data;
using console::Visit;

// Of an item of the case, such as "c1"; empty: it is none.
std::string item_in_words(
    const Visit& visit, const Titles& titles, const v1::Case& state, const std::string& id
) {
    const auto& templates = visit.desk->templates;
    const auto find_in = [&](const auto& items) {
        return std::find_if(items.begin(), items.end(), [&](const auto& one) {
            return one.id() == id;
        });
    };
    if (const auto at = find_in(state.concerns()); at != state.concerns().end()) {
        return fmt::format("{}: {}", templates.text("common", "compare.concern"), at->title());
    }
    if (const auto at = find_in(state.facts()); at != state.facts().end()) {
        return fmt::format(
            "{}: {}", templates.text("common", "compare.fact"), titles.fact(at->fact())
        );
    }
    if (const auto at = find_in(state.proposals()); at != state.proposals().end()) {
        return fmt::format(
            "{}: {}, {}",
            templates.text("common", "compare.proposal"),
            titles.trigger(at->trigger()),
            titles.indicator(at->indicator())
        );
    }
    return {};
}

// Of a record with a page of its own; empty: it is none, or not to be seen.
std::string record_in_words(
    const Visit& visit, const Titles& titles, const std::string& reference
) {
    if (reference.starts_with("procedures/")) {
        v1::GetProcedureRequest request;
        request.set_name(reference);
        const auto found =
            visit.read<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
        return found ? titles.procedure(found->procedure().definition()) : std::string{};
    }
    if (reference.starts_with("documents/")) {
        v1::GetDocumentRequest request;
        request.set_name(reference);
        const auto found =
            visit.read<v1::GetDocumentResponse>("DocumentService/GetDocument", request);
        return found ? found->document().title() : std::string{};
    }
    return {};
}

}  // namespace

void put_evidence(
    Data& data,
    const Visit& visit,
    const Titles& titles,
    const v1::Case& state,
    const v1::Decision& decision
) {
    std::vector<Data> evidence;
    for (const auto& reference : decision.evidence()) {
        auto text = item_in_words(visit, titles, state, reference);
        std::string link;
        if (text.empty()) {
            text = record_in_words(visit, titles, reference);
            link = text.empty() ? std::string{} : visit.link("/" + reference);
        }
        auto& one = evidence.emplace_back(Data::type::object);
        one.set("evidence_text", text.empty() ? last_part(reference) : text);
        console::put_text(one, "evidence_link", link);
    }
    data.set("has_evidence", Data{!evidence.empty()});
    data.set("evidence", console::list_of(std::move(evidence)));
}

}  // namespace ladder::auditor
