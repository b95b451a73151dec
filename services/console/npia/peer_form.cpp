#include "services/console/npia/peer_form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/markings.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Field;
using console::Form;
using console::Visit;

namespace {

constexpr int spans_spare = 1;  // empty fields beyond the days that are there
constexpr int spans_most = 12;

std::string span_field(int index, std::string_view end) {
    return fmt::format("days-{}-{}", index, end);
}

// How many spans of days the form shows: as many as it came with, or as there are.
int spans_shown(const Form& typed) {
    int count = 0;
    while (count < spans_most && typed.has(span_field(count, "from") + "-day")) {
        ++count;
    }
    return count;
}

void set_day(Form& form, const std::string& name, const std::string& day) {
    const auto date = base::parse_date(day);
    const auto parts = date ? day : std::string{"--"};
    const auto first = parts.find('-');
    const auto second = parts.find('-', first + 1);
    const auto plain = [](std::string text) {
        return text.starts_with('0') ? text.substr(1) : text;
    };
    form.set(name + "-year", parts.substr(0, first));
    form.set(name + "-month", plain(parts.substr(first + 1, second - first - 1)));
    form.set(name + "-day", plain(parts.substr(second + 1)));
}

}  // namespace

std::vector<Field> peer_fields(
    const Visit& visit, const console::Titles& titles, bool is_new, const Form& typed
) {
    const int spans = std::max(spans_spare, spans_shown(typed));
    const auto& templates = visit.desk->templates;
    std::vector<console::Option> forces{{"", templates.text("common", "choose")}};
    for (const auto& [name, title] : titles.all("bodies/")) {
        forces.push_back({name, title});
    }
    std::vector<console::Option> markings;
    for (int i = v1::MARKING_NOT_PROTECTIVELY_MARKED; v1::Marking_IsValid(i); ++i) {
        markings.push_back(
            {fmt::to_string(i), console::marking_in_words(static_cast<v1::Marking>(i))}
        );
    }
    std::vector<Field> fields{{"title", Field::Kind::text}};
    if (is_new) {
        fields.push_back(console::person_field("person", visit.people()));
    }
    fields.push_back({"home_force", Field::Kind::select, std::move(forces)});
    fields.push_back({"skills", Field::Kind::checkboxes, skills_of(visit)});
    fields.push_back({"accredited_from", Field::Kind::date});
    fields.push_back({"accredited_to", Field::Kind::date});
    fields.push_back({"accredited_by", Field::Kind::text});
    fields.push_back({"clearance", Field::Kind::select, std::move(markings)});
    for (int i = 0; i < spans; ++i) {
        for (const auto* end : {"from", "to"}) {
            Field field{span_field(i, end), Field::Kind::date};
            field.label = templates.text("peer_form", fmt::format("days.{}", end));
            fields.push_back(std::move(field));
        }
    }
    fields.push_back({"reasons", Field::Kind::textarea});
    return fields;
}

Form form_of(const v1::Peer& peer) {
    std::vector<std::pair<std::string, std::string>> skills;
    for (const auto& skill : peer.skills()) {
        skills.emplace_back("skills", skill);
    }
    Form form{std::move(skills)};
    form.set("title", peer.title());
    form.set("person", peer.person());
    form.set("home_force", peer.home_force());
    set_day(form, "accredited_from", peer.accredited_from());
    set_day(form, "accredited_to", peer.accredited_to());
    form.set("accredited_by", peer.accredited_by());
    form.set("clearance", fmt::to_string(static_cast<int>(command::marked(peer.clearance()))));
    for (int i = 0; i < peer.availability_size() + spans_spare; ++i) {
        const bool is_there = i < peer.availability_size();
        set_day(form, span_field(i, "from"), is_there ? peer.availability(i).from() : "");
        set_day(form, span_field(i, "to"), is_there ? peer.availability(i).to() : "");
    }
    return form;
}

void tell_form(v1::Peer& peer, const Form& typed) {
    peer.set_title(typed.value("title"));
    if (typed.has("person")) {
        peer.set_person(typed.value("person"));
    }
    peer.set_home_force(typed.value("home_force"));
    const auto skills = typed.values("skills");
    peer.mutable_skills()->Assign(skills.begin(), skills.end());
    peer.set_accredited_from(typed.date("accredited_from"));
    peer.set_accredited_to(typed.date("accredited_to"));
    peer.set_accredited_by(typed.value("accredited_by"));
    const auto clearance = typed.value("clearance");
    peer.set_clearance(
        clearance.size() == 1 && v1::Marking_IsValid(clearance.front() - '0')
            ? static_cast<v1::Marking>(clearance.front() - '0')
            : v1::MARKING_UNSPECIFIED
    );
    peer.clear_availability();
    for (int i = 0; i < spans_shown(typed); ++i) {
        const auto from = typed.date(span_field(i, "from"));
        const auto to = typed.date(span_field(i, "to"));
        if (!from.empty() || !to.empty()) {
            auto& span = *peer.add_availability();
            span.set_from(from);
            span.set_to(to);
        }
    }
}

base::Error by_span(base::Error error) {
    for (auto& detail : error.details) {
        auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation == nullptr) {
            continue;
        }
        const auto& path = violation->field();
        const auto at = path.find("availability[");
        const auto close = path.find(']', at == std::string::npos ? 0 : at);
        if (at != std::string::npos && close != std::string::npos) {
            const auto begin = at + std::string_view{"availability["}.size();
            const auto index = path.substr(begin, close - begin);
            violation->set_field(
                fmt::format("days-{}-{}", index, path.ends_with(".to") ? "to" : "from")
            );
        }
    }
    return error;
}

}  // namespace ladder::npia
