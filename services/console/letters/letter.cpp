// A public letter: as it will be sent, what it requires and what came of it, and its next act.
#include <algorithm>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "ladder/v1/document_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/letters/letter_parts.hpp"
#include "services/console/letters/letters.hpp"
#include "services/console/letters/paper.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/places.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::ProcedureSeen;
using console::Visit;

constexpr const char* letter_name = "letter";

std::string place_of(const Visit& visit) {
    return "/letters/" + console::percent_encoded(visit.part(1));
}

const std::string& words_of(const Visit& visit, const std::string& key) {
    return visit.desk->templates.text(letter_name, key);
}

bool stands_at(const ProcedureSeen& seen, std::string_view stage) {
    return seen.procedure.stage() == stage;
}

// The next act, for whoever is signed in: one link, or what they wait for.
struct Next {
    std::string link;
    std::string key;  // of its texts: next.KEY, next.KEY.note
};

Next next_in_drafting(const Visit& visit, const ProcedureSeen& seen, const std::string& place) {
    const auto* draft = latest(visit, seen, "draft");
    if (draft == nullptr) {
        return {place + "/record/draft", "draft"};
    }
    if (latest(visit, seen, "requirement") == nullptr) {
        return {place + "/require", "require"};
    }
    const auto* clearance = latest(visit, seen, "clearance");
    if (clearance != nullptr && clearance->version() > draft->version()) {
        return {place + "/step/cleared", "step_cleared"};
    }
    const bool own = draft->recorded_by().person() == visit.who->caller.person->person();
    return own ? Next{"", "cleared_by_another"} : Next{place + "/record/clearance", "clear"};
}

Next next_of(
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::string& place,
    const std::vector<v1::Document>& versions
) {
    if (stands_at(seen, "drafting")) {
        return next_in_drafting(visit, seen, place);
    }
    if (stands_at(seen, "cleared")) {
        return latest(visit, seen, "signature") == nullptr
                   ? Next{place + "/record/signature", "sign"}
                   : Next{place + "/step/signed", "step_signed"};
    }
    if (stands_at(seen, "signed")) {
        return versions.empty() ? Next{place + "/write", "write"} : Next{place + "/send", "send"};
    }
    if (stands_at(seen, "sent") && !versions.empty()) {
        const auto* sent = latest(visit, seen, "sent_to_authority_chair");
        const auto document =
            sent == nullptr ? versions.front().name() : value_of(*sent, "document");
        return {"/documents/" + id_of(document) + "/publish", "publish"};
    }
    return {};
}

// Whether it is offered to whoever is signed in; the API decides.
bool may_do(const Visit& visit, const ProcedureSeen& seen, const Next& next) {
    const auto may_record = [&](const char* id) {
        const auto* record = definition::find_record(*seen.definition, id);
        return record != nullptr && console::may_record(visit, seen, *record);
    };
    const auto may_step = [&](const char* to) {
        const auto* step =
            definition::find_transition(*seen.definition, seen.procedure.stage(), to);
        return step != nullptr && !console::deciders_open(visit, seen, *step).empty();
    };
    const auto& key = next.key;
    return (key == "draft" && may_record("draft")) ||
           (key == "require" && may_record("requirement")) ||
           ((key == "clear" || key == "cleared_by_another") && may_record("clearance")) ||
           (key == "step_cleared" && may_step("cleared")) ||
           (key == "sign" && may_record("signature")) ||
           (key == "step_signed" && may_step("signed")) ||
           (key == "write" && console::may(visit, v1::PERMISSION_ADD_DOCUMENT)) ||
           (key == "send" && may_record("sent_to_authority_chair")) ||
           (key == "publish" && console::may(visit, v1::PERMISSION_PUBLISH));
}

void put_next(
    Data& data,
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::string& place,
    const std::vector<v1::Document>& versions
) {
    auto next = visit.known || !seen.procedure.ended_on().empty()
                    ? Next{}
                    : next_of(visit, seen, place, versions);
    if (!may_do(visit, seen, next)) {
        next = {};
    }
    data.set("has_next", Data{!next.key.empty()});
    console::put_text(data, "next_link", next.link);
    if (!next.key.empty()) {
        data.set("next_text", words_of(visit, "next." + next.key));
        data.set("next_note", words_of(visit, "next." + next.key + ".note"));
    }
}

// Who gets it, by their titles.
std::string addressees_of(const ProcedureSeen& seen, bool copies) {
    std::string words;
    for (const auto& letter : seen.ruleset->definition().letters()) {
        if (letter.procedure() != seen.procedure.definition()) {
            continue;
        }
        for (const auto& role : copies ? letter.copied_to() : letter.addressees()) {
            const auto* found = seen.ruleset->role(role);
            words += (words.empty() ? "" : "; ") + (found == nullptr ? role : found->title());
        }
    }
    return words;
}

// The versions that were written, newest first.
base::Result<std::vector<v1::Document>> versions_of(const Visit& visit, const ProcedureSeen& seen) {
    v1::ListDocumentsRequest request;
    request.set_about(seen.procedure.name());
    auto all = visit.read_all(
        "DocumentService/ListDocuments", request, &v1::ListDocumentsResponse::documents
    );
    if (!all) {
        return all.error();
    }
    std::erase_if(*all, [](const auto& document) { return document.letter().empty(); });
    std::sort(all->begin(), all->end(), [](const auto& a, const auto& b) {
        const auto micros = [](const auto& document) {
            const auto at = base::from_timestamp(document.recorded_at());
            return at ? base::to_micros(*at) : 0;
        };
        return micros(a) > micros(b);
    });
    return all;
}

// The name of the version that was sent; empty: none was.
std::string sent_version(const Visit& visit, const ProcedureSeen& seen) {
    for (const auto* record : {"sent_to_authority_chair", "sent_to_chief_constable"}) {
        if (const auto* sent = latest(visit, seen, record)) {
            return value_of(*sent, "document");
        }
    }
    return {};
}

// Merge fields without a value, in words: "latest.draft.issues" by the title of its record.
std::vector<Data> missing_words(const ProcedureSeen& seen, const base::Error& error) {
    std::vector<Data> missing;
    std::vector<std::string> told;
    for (const auto& detail : error.details) {
        const auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation == nullptr) {
            continue;
        }
        auto field = violation->field();
        const auto dot = field.find('.');
        const auto record = field.substr(dot + 1, field.find('.', dot + 1) - dot - 1);
        const auto* found = definition::find_record(*seen.definition, record);
        const auto words = found == nullptr ? console::word_in_words(record) : found->title();
        if (std::find(told.begin(), told.end(), words) == told.end()) {
            told.push_back(words);
            missing.emplace_back(Data::type::object).set("what", words);
        }
    }
    return missing;
}

// The letter as it was sent, as it was written last, or as it would be written now.
void put_letter(
    Data& data,
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::vector<v1::Document>& versions
) {
    data.set("letter", Data{false});
    data.set("has_missing", Data{false});
    const auto sent = sent_version(visit, seen);
    const auto shown = std::find_if(versions.begin(), versions.end(), [&](const auto& document) {
        return document.name() == sent;
    });
    if (shown != versions.end()) {
        v1::GetContentRequest request;
        request.set_name(sent);
        const auto content =
            visit.show<v1::GetContentResponse>("DocumentService/GetContent", request);
        console::put_text(data, "letter", content ? content->content() : std::string{});
        data.set("letter_heading", words_of(visit, "letter.sent"));
        data.set("letter_hash", base::hex(shown->parts(0).digest()));
        data.set("letter_link", visit.link("/documents/" + id_of(sent)));
        return;
    }
    data.set("letter_heading", words_of(visit, "letter.preview"));
    data.set("letter_hash", Data{false});
    if (visit.known || !console::may(visit, v1::PERMISSION_ADD_DOCUMENT)) {
        return;
    }
    auto request = write_request(visit, seen, {});
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    (*request.mutable_fields())["reference"] = words_of(visit, "reference_later");
    const auto written =
        visit.call<v1::WriteLetterResponse>("DocumentService/WriteLetter", request);
    if (written) {
        console::put_text(data, "letter", written->text());
        return;
    }
    auto missing = missing_words(seen, written.error());
    data.set("has_missing", Data{!missing.empty()});
    data.set("missing", console::list_of(std::move(missing)));
}

void put_versions(
    Data& data,
    const Visit& visit,
    const ProcedureSeen& seen,
    const std::vector<v1::Document>& versions
) {
    const auto sent = sent_version(visit, seen);
    std::vector<Data> shown;
    for (const auto& document : versions) {
        auto& row = shown.emplace_back(Data::type::object);
        row.set("link", visit.link("/documents/" + id_of(document.name())));
        row.set("dated", console::day_in_words(document.dated()));
        row.set("hash", base::hex(document.parts(0).digest()).substr(0, 16));
        row.set("marking", console::marking_in_words(document.marking()));
        row.set("sent", Data{document.name() == sent});
    }
    data.set("has_versions", Data{!shown.empty()});
    data.set("versions", console::list_of(std::move(shown)));
}

// Where it is published, by what the record of publications says of its versions.
base::Result<void> put_publications(
    Data& data, const Visit& visit, const std::vector<v1::Document>& versions
) {
    std::vector<Data> rows;
    const auto all = visit.read_all(
        "DocumentService/ListPublications",
        v1::ListPublicationsRequest{},
        &v1::ListPublicationsResponse::publications
    );
    if (!all) {
        return all.error();
    }
    for (const auto& publication : *all) {
        const auto of = std::find_if(versions.begin(), versions.end(), [&](const auto& document) {
            return document.name() == publication.of();
        });
        if (of == versions.end()) {
            continue;
        }
        auto& row = rows.emplace_back(Data::type::object);
        row.set("on", console::day_in_words(publication.published_on()));
        row.set("publisher", publication.publisher());
        row.set("withdrawn", Data{!publication.withdrawn_on().empty()});
        row.set("marked", Data{of->marking() > v1::MARKING_NOT_PROTECTIVELY_MARKED});
        row.set("link", "/register/" + id_of(publication.name()));
    }
    data.set("has_publications", Data{!rows.empty()});
    data.set("publications", console::list_of(std::move(rows)));
    return {};
}

Answer show_letter(Visit& visit) {
    const auto seen = console::see_procedure(visit, "procedures/" + visit.part(1));
    if (!seen) {
        return seen.error();
    }
    if (!is_letter(*seen)) {
        return base::Error{base::Code::not_found, "there is no such letter", {}};
    }
    const auto versions = versions_of(visit, *seen);
    if (!versions) {
        return versions.error();
    }
    const auto place = place_of(visit);
    Page page{letter_name};
    page.crumbs = {{"/letters", visit.desk->templates.text("common", "nav.letters")}};
    auto& data = page.data;
    console::put_procedure(data, visit, *seen, place);
    data.set("place", place);
    data.set("to", addressees_of(*seen, false));
    console::put_text(data, "copies", addressees_of(*seen, true));
    put_next(data, visit, *seen, place, *versions);
    put_letter(data, visit, *seen, *versions);
    put_versions(data, visit, *seen, *versions);
    put_requirements(data, visit, *seen, place);
    if (const auto put = put_publications(data, visit, *versions); !put) {
        return put.error();
    }
    data.set(
        "may_write",
        Data{
            !visit.known && seen->procedure.ended_on().empty() &&
            sent_version(visit, *seen).empty() && console::may(visit, v1::PERMISSION_ADD_DOCUMENT)}
    );
    return page;
}

}  // namespace

void add_letter_pages(console::Pages& pages) {
    pages.get("/letters/{id}", console::Audience::signed_in, show_letter);
    console::add_procedure_acts(pages, "/letters");
}

}  // namespace ladder::letters
