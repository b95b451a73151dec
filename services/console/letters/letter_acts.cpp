// Acts on a public letter that come to more than one entry: a requirement with its day, writing the
// letter, sending it.
#include <algorithm>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/diary/due.hpp"
#include "ladder/v1/document_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/letters/letters.hpp"
#include "services/console/letters/paper.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Field;
using console::ProcedureSeen;
using console::Visit;

using Kind = Field::Kind;

std::string letter_place(const Visit& visit) {
    return "/letters/" + console::percent_encoded(visit.part(1));
}

base::Result<ProcedureSeen> letter_seen(const Visit& visit) {
    auto seen = console::see_procedure(visit, "procedures/" + visit.part(1));
    if (seen && !is_letter(*seen)) {
        return base::Error{base::Code::not_found, "there is no such letter", {}};
    }
    return seen;
}

ChangedBy changed_by(const ProcedureSeen& seen) {
    const auto at = base::from_timestamp(seen.procedure.updated_at());
    return {seen.procedure.updated_by().person(), at ? console::moment_in_words(*at) : ""};
}

ActForm letter_form(const Visit& visit, const ProcedureSeen& seen, const std::string& texts) {
    ActForm form;
    form.texts = texts;
    form.caption = fmt::format("{}: {}", seen.body.title(), seen.definition->title());
    form.etag = seen.procedure.etag();
    form.back = letter_place(visit);
    form.crumbs = {
        {"/letters", visit.desk->templates.text("common", "nav.letters")},
        {form.back, form.caption}};
    return form;
}

void tell(Visit& visit, const std::string& texts) {
    console::Notice notice{"act_record", {}};
    notice.values.set("what", visit.desk->templates.text(texts, "done"));
    visit.leave_notice(notice);
}

// Errors of "values.due" are those of the field "due" here.
base::Error by_last_part(base::Error error) {
    for (auto& detail : error.details) {
        if (auto* violation = std::get_if<v1::FieldViolation>(&detail)) {
            violation->set_field(violation->field().substr(violation->field().rfind('.') + 1));
        }
    }
    return error;
}

// --- A requirement, with a day that is typed or counted in working days.

ActForm require_form(const Visit& visit, const ProcedureSeen& seen) {
    auto form = letter_form(visit, seen, "letter_require");
    form.fields.push_back({"text", Kind::textarea});
    std::vector<console::Option> whom;
    const auto* record = definition::find_record(*seen.definition, "requirement");
    for (const auto& field : record->fields()) {
        for (const auto& choice : field.choices()) {
            whom.push_back({choice, console::word_in_words(choice)});
        }
    }
    form.fields.push_back({"of", Kind::radios, std::move(whom)});
    Field days{"working_days", Kind::text};
    days.width = 3;
    form.fields.push_back(days);
    form.fields.push_back({"due", Kind::date});
    return form;
}

// The day that was typed, or so many working days after today by the calendar of the day by which
// letters are published. Errors: of the field working_days.
base::Result<std::string> due_of(const Visit& visit, const ProcedureSeen& seen) {
    const auto typed = visit.form.value("working_days");
    if (typed.empty()) {
        return visit.form.date("due");
    }
    const bool is_count =
        typed.size() <= 3 && typed.find_first_not_of("0123456789") == std::string::npos;
    const auto* rule = seen.ruleset->deadline("letter_publication");
    if (!is_count || rule == nullptr) {
        return base::field_error(
            "working_days", visit.desk->templates.text("letter_require", "working_days.wrong")
        );
    }
    const auto calendar = diary::calendar_of(*rule, *seen.ruleset);
    const auto today = base::parse_date(console::today_of(visit));
    const auto due = calendar && today ? calendar->add_working_days(*today, std::stoi(typed))
                                       : base::Result<base::Date>{calendar.error()};
    return due ? base::Result<std::string>{base::to_string(*due)}
               : base::Result<std::string>{base::field_error("working_days", due.error().message)};
}

Answer show_require(Visit& visit) {
    const auto seen = letter_seen(visit);
    return seen ? Answer{form_page(visit, require_form(visit, *seen), visit.query)}
                : Answer{seen.error()};
}

Answer require(Visit& visit) {
    const auto seen = letter_seen(visit);
    if (!seen) {
        return seen.error();
    }
    const auto due = due_of(visit, *seen);
    const auto done = due ? Series{visit, seen->procedure.name()}.record(
                                "requirement",
                                {{"text", visit.form.value("text")},
                                 {"due", *due},
                                 {"of", visit.form.value("of")}}
                            )
                          : base::Result<std::string>{due.error()};
    if (!done) {
        return refused(
            visit, require_form(visit, *seen), by_last_part(done.error()), changed_by(*seen)
        );
    }
    tell(visit, "letter_require");
    return console::Redirect{letter_place(visit)};
}

// --- Writing: the text, with its hash, as a document.

ActForm write_form(const Visit& visit, const ProcedureSeen& seen) {
    auto form = letter_form(visit, seen, "letter_write");
    form.fields.push_back({"reference", Kind::text});
    form.fields.push_back({"copied_to", Kind::text});
    form.fields.push_back({"dated", Kind::date});
    return form;
}

Answer show_write(Visit& visit) {
    const auto seen = letter_seen(visit);
    return seen ? Answer{form_page(visit, write_form(visit, *seen), visit.query)}
                : Answer{seen.error()};
}

Answer write(Visit& visit) {
    const auto seen = letter_seen(visit);
    if (!seen) {
        return seen.error();
    }
    const auto done = visit.call<v1::WriteLetterResponse>(
        "DocumentService/WriteLetter", write_request(visit, *seen, visit.form)
    );
    if (!done) {
        return refused(visit, write_form(visit, *seen), done.error(), changed_by(*seen));
    }
    tell(visit, "letter_write");
    return console::Redirect{letter_place(visit)};
}

// --- Sending: to both in one act, and the days begin to count.

// To whom the letter goes, each by its record and its field of the form.
std::vector<std::string> receivers_of(const ProcedureSeen& seen) {
    std::vector<std::string> receivers;
    if (seen.body.kind() == v1::BODY_KIND_POLICE_FORCE) {
        receivers.emplace_back("chief_constable");
    }
    receivers.emplace_back("authority_chair");
    return receivers;
}

base::Result<ActForm> send_form(const Visit& visit, const ProcedureSeen& seen) {
    v1::ListDocumentsRequest asked;
    asked.set_about(seen.procedure.name());
    const auto documents = visit.read_all(
        "DocumentService/ListDocuments", asked, &v1::ListDocumentsResponse::documents
    );
    if (!documents) {
        return documents.error();
    }
    auto form = letter_form(visit, seen, "letter_send");
    std::vector<console::Option> versions;
    for (const auto& document : *documents) {
        if (!document.letter().empty()) {
            versions.push_back(
                {document.name(),
                 fmt::format(
                     "{}, {}",
                     console::day_in_words(document.dated()),
                     console::marking_in_words(document.marking())
                 ),
                 "SHA-256 " + base::hex(document.parts(0).digest())}
            );
        }
    }
    form.fields.push_back({"document", Kind::radios, std::move(versions)});
    for (const auto& receiver : receivers_of(seen)) {
        form.fields.push_back({receiver, Kind::text});
    }
    Field on{"effective_on", Kind::date};
    on.aside = true;
    form.fields.push_back(on);
    return form;
}

Answer show_send(Visit& visit) {
    const auto seen = letter_seen(visit);
    if (!seen) {
        return seen.error();
    }
    const auto form = send_form(visit, *seen);
    if (!form) {
        return form.error();
    }
    auto typed = visit.query;
    if (form->fields.front().options.size() == 1) {
        typed.set("document", form->fields.front().options.front().value);
    }
    return form_page(visit, *form, typed);
}

Series::Values sent_values(const Visit& visit, const std::string& receiver) {
    return {{"sent_to", visit.form.value(receiver)}, {"document", visit.form.value("document")}};
}

// What is wrong with any of them, at once: the errors of "sent_to" are those of the receiver's
// field.
base::Result<void> try_sending(
    const Visit& visit, const ProcedureSeen& seen, const Series& series
) {
    base::Result<void> found;
    for (const auto& receiver : receivers_of(seen)) {
        const auto record = "sent_to_" + receiver;
        const auto tried = latest(visit, seen, record) != nullptr
                               ? base::Result<void>{}
                               : series.try_record(record, sent_values(visit, receiver));
        if (tried) {
            continue;
        }
        auto error = tried.error();
        for (auto& detail : error.details) {
            auto* violation = std::get_if<v1::FieldViolation>(&detail);
            if (violation != nullptr && violation->field().ends_with("sent_to")) {
                violation->set_field(receiver);
            }
        }
        if (!found) {
            const auto& before = found.error().details;
            error.details.insert(error.details.begin(), before.begin(), before.end());
        }
        found = error;
    }
    return found;
}

base::Result<void> send_all(const Visit& visit, const ProcedureSeen& seen) {
    Series series{visit, seen.procedure.name()};
    if (auto fits = try_sending(visit, seen, series); !fits) {
        return fits;
    }
    std::vector<std::string> evidence;
    for (const auto& receiver : receivers_of(seen)) {
        const auto record = "sent_to_" + receiver;
        if (const auto* sent = latest(visit, seen, record)) {
            evidence.push_back(sent->id());
            continue;
        }
        auto done = series.record(record, sent_values(visit, receiver));
        if (!done) {
            return done.error();
        }
        evidence.push_back(std::move(*done));
    }
    const auto counting = console::standing(visit, seen, "requirement_due");
    for (const auto* requirement : console::standing(visit, seen, "requirement")) {
        const bool counts =
            std::any_of(counting.begin(), counting.end(), [&](const v1::Entry* entry) {
                return entry->key() == requirement->id();
            });
        if (counts) {
            continue;
        }
        const auto due = series.record(
            "requirement_due", {{"due", value_of(*requirement, "due")}}, requirement->id()
        );
        if (!due) {
            return due.error();
        }
    }
    return series.step("sent", visit.desk->templates.text("letter_send", "step_reason"), evidence);
}

Answer send(Visit& visit) {
    const auto seen = letter_seen(visit);
    if (!seen) {
        return seen.error();
    }
    const auto form = send_form(visit, *seen);
    if (!form) {
        return form.error();
    }
    if (const auto done = send_all(visit, *seen); !done) {
        // What was done of it stays done: the form goes on from there.
        const auto now = letter_seen(visit);
        const auto again = now ? send_form(visit, *now) : base::Result<ActForm>{now.error()};
        if (!again) {
            return again.error();
        }
        return refused(visit, *again, by_last_part(done.error()), changed_by(*now));
    }
    tell(visit, "letter_send");
    return console::Redirect{letter_place(visit)};
}

}  // namespace

void add_letter_act_pages(console::Pages& pages) {
    const auto both = [&](const char* path, auto get, auto post) {
        pages.get(path, console::Audience::signed_in, get);
        pages.post(path, console::Audience::signed_in, post);
    };
    both("/letters/{id}/require", show_require, require);
    both("/letters/{id}/write", show_write, write);
    both("/letters/{id}/send", show_send, send);
}

}  // namespace ladder::letters
