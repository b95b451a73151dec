// A recorded decision: what it says, and the receipt of the record: its place in the journal and
// the proof of it.
#include <algorithm>

#include <fmt/format.h>

#include "ladder/v1/audit_service.pb.h"
#include "services/console/subject/decided.hpp"
#include "services/console/subject/explained.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::put_text;

namespace {

const v1::Decision* decision_in(const CaseFile& file, const std::string& id) {
    const auto& decisions = file.state.decisions();
    const auto found = std::find_if(decisions.begin(), decisions.end(), [&](const auto& one) {
        return one.id() == id;
    });
    return found == decisions.end() ? nullptr : &*found;
}

base::Result<v1::GetInclusionProofResponse> proof_of(
    const Visit& visit, const v1::Decision& decision
) {
    v1::GetInclusionProofRequest request;
    request.set_position(decision.position());
    return visit.call<v1::GetInclusionProofResponse>("AuditService/GetInclusionProof", request);
}

// Whoever may not have the proof has the position; so has everybody where no key signs.
void put_receipt(
    Data& data, const Visit& visit, const CaseFile& file, const v1::Decision& decision
) {
    data.set("position", number_in_words(static_cast<double>(decision.position())));
    const auto at = base::from_timestamp(decision.recorded_at());
    data.set("recorded_at", at ? console::moment_in_words(*at) : std::string{});
    const auto proof = proof_of(visit, decision);
    put_text(data, "proof", proof ? proof->proof() : std::string{});
    data.set("proof_link", file.path("decisions/" + decision.id() + "/proof"));
}

// The figures that the decision is pinned to.
void put_pinned(
    Data& data, const Visit& visit, const CaseFile& file, const v1::Decision& decision
) {
    console::Table table{
        {{"figure"}, {"period"}, {"value", true}, {"revision", true}, {"published"}}, {}};
    for (const auto& figure : decision.figures()) {
        if (figure.body() == file.body.name()) {
            table.rows.push_back(
                {{file.titles.indicator(figure.indicator()),
                  visit.link(fmt::format("/figures/{}/{}", id_of(figure.body()), figure.indicator())
                  )},
                 {console::day_in_words(figure.period_end())},
                 {number_in_words(figure.value())},
                 {std::to_string(figure.revision())},
                 {console::day_in_words(figure.published_on())}}
            );
        }
    }
    data.set("has_pinned", Data{!table.rows.empty()});
    put_table(data, "pinned", visit.desk->templates, "case_decision", table);
}

Answer show_decision(Visit& visit) {
    const auto file = open_case_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    const auto* decision = decision_in(*file, visit.part(3));
    if (decision == nullptr) {
        return base::Error{base::Code::not_found, "there is no such decision", {}};
    }
    const auto sources = sources_of(visit, *file);
    if (!sources) {
        return sources.error();
    }
    Page page{"case_decision"};
    page.crumbs = crumbs_of(visit, *file);
    auto& data = page.data;
    data.set("body_title", file->body.title());
    data.set("back", visit.link(file->subject_path()));
    put_decision(data, visit, *file, *sources, *decision);
    put_pinned(data, visit, *file, *decision);
    put_receipt(data, visit, *file, *decision);
    const auto link_to = [&](const std::string& id) {
        return id.empty() ? std::string{} : visit.link(file->path("decisions/" + id));
    };
    put_text(data, "supersedes", link_to(decision->supersedes()));
    put_text(data, "superseded_by", link_to(decision->superseded_by()));
    const bool may_correct = !visit.known && file->state.closed_on().empty() &&
                             decision->superseded_by().empty() &&
                             file->rights(visit).may_decide(file->state);
    put_text(
        data,
        "correct_link",
        may_correct ? file->path("record/correct") + "?item=" + decision->id() : std::string{}
    );
    return page;
}

Answer give_proof(Visit& visit) {
    const auto file = open_case_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    const auto* decision = decision_in(*file, visit.part(3));
    if (decision == nullptr) {
        return base::Error{base::Code::not_found, "there is no such decision", {}};
    }
    auto proof = proof_of(visit, *decision);
    if (!proof) {
        return proof.error();
    }
    return console::File{
        "text/plain; charset=utf-8",
        std::move(*proof->mutable_proof()),
        fmt::format("{}-{}.tlog-proof", id_of(file->state.name()), decision->id())};
}

}  // namespace

void add_decision_pages(console::Pages& pages) {
    const auto signed_in = console::Audience::signed_in;
    pages.get("/cases/{id}/decisions/{decision}", signed_in, show_decision);
    pages.get("/cases/{id}/decisions/{decision}/proof", signed_in, give_proof);
}

}  // namespace ladder::subject
