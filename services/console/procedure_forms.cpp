// Forms made from a definition, and the commands that they ask for.
#include "services/console/procedure_forms.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/command/markings.hpp"
#include "ladder/v1/peer_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/form_parts.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

using Kind = Field::Kind;

constexpr std::string_view value_prefix = "v-";
constexpr std::size_t radios_most = 6;

// Nothing chosen, then the options.
std::vector<Option> with_none(const Visit& visit, std::vector<Option> options) {
    options.insert(options.begin(), Option{"", common_text(visit, "choose")});
    return options;
}

std::vector<Option> options_in(const Titles& titles, std::string_view collection) {
    std::vector<Option> options;
    for (const auto& [name, title] : titles.all(collection)) {
        options.push_back({name, title});
    }
    std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) {
        return a.text < b.text;
    });
    return options;
}

template <class Items>
std::vector<Option> options_by_title(const Items& items) {
    std::vector<Option> options;
    for (const auto& item : items) {
        options.push_back({item.id(), item.title()});
    }
    return options;
}

std::vector<Option> marking_options(v1::Marking least) {
    std::vector<Option> options;
    for (int i = v1::MARKING_NOT_PROTECTIVELY_MARKED; v1::Marking_IsValid(i); ++i) {
        const auto marking = static_cast<v1::Marking>(i);
        if (marking >= command::marked(least)) {
            auto word = marking_in_words(marking);
            std::replace(word.begin(), word.end(), ' ', '_');
            std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
                return static_cast<char>(std::tolower(c));
            });
            options.push_back({word, marking_in_words(marking)});
        }
    }
    return options;
}

// The field of a form for a field of a record.
Field value_field(const Visit& visit, const ProcedureSeen& seen, const v1::FieldDefinition& field) {
    Field made{std::string{value_prefix} + field.id()};
    made.label = field.required()
                     ? field.title()
                     : fmt::format("{} {}", field.title(), common_text(visit, "optional"));
    const auto choose = [&](std::vector<Option> options) {
        made.kind = Kind::select;
        made.options = with_none(visit, std::move(options));
    };
    switch (field.kind()) {
        case v1::FIELD_KIND_DATE:
            made.kind = Kind::date;
            break;
        case v1::FIELD_KIND_NUMBER:
            made.width = 10;
            break;
        case v1::FIELD_KIND_YES_NO:
            made.kind = Kind::radios;
            made.options = {{"yes", word_in_words("yes")}, {"no", word_in_words("no")}};
            break;
        case v1::FIELD_KIND_CHOICE:
            for (const auto& choice : field.choices()) {
                made.options.push_back({choice, word_in_words(choice)});
            }
            made.kind = Kind::radios;
            if (made.options.size() > radios_most) {
                choose(std::move(made.options));
            }
            break;
        case v1::FIELD_KIND_PERSON:
            made.kind = Kind::by_name;
            made.options = people_options(visit.people());
            made.hint = common_text(visit, "person.hint");
            break;
        case v1::FIELD_KIND_ROLE:
            choose(options_by_title(seen.ruleset->definition().roles()));
            break;
        case v1::FIELD_KIND_REFERENCE:
            choose(options_by_title(seen.ruleset->definition().references()));
            break;
        case v1::FIELD_KIND_BODY:
            choose(options_in(seen.titles, "bodies/"));
            break;
        case v1::FIELD_KIND_PEER:
            choose(options_in(seen.titles, "peers/"));
            break;
        case v1::FIELD_KIND_DOCUMENT:
            choose(options_in(seen.titles, "documents/"));
            made.hint = common_text(visit, "document.hint");
            break;
        case v1::FIELD_KIND_MARKING:
            choose(marking_options(v1::MARKING_UNSPECIFIED));
            break;
        default:
            made.kind = Kind::textarea;
    }
    return made;
}

// The record among those that must come before whose keys are of the same kind: a consent is asked
// for a peer who was named before.
const v1::RecordDefinition* named_before(
    const ProcedureSeen& seen, const v1::RecordDefinition& record
) {
    for (const auto& id : record.not_before()) {
        const auto* before = definition::find_record(*seen.definition, id);
        if (before != nullptr && before->key() == record.key()) {
            return before;
        }
    }
    return nullptr;
}

// Every peer; who would help their own force, or is not there any more, is shown with why.
base::Result<std::vector<Option>> peer_options(const Visit& visit, const ProcedureSeen& seen) {
    v1::ListPeersRequest request;
    request.set_may_help(seen.body.name());
    const auto free_to_help =
        visit.read_all("PeerService/ListPeers", request, &v1::ListPeersResponse::peers);
    if (!free_to_help) {
        return free_to_help.error();
    }
    std::set<std::string_view> free_names;
    for (const auto& peer : *free_to_help) {
        free_names.insert(peer.name());
    }
    request.clear_may_help();
    const auto all =
        visit.read_all("PeerService/ListPeers", request, &v1::ListPeersResponse::peers);
    if (!all) {
        return all.error();
    }
    std::vector<Option> options;
    for (const auto& peer : *all) {
        options.push_back(
            {peer.name(),
             free_names.contains(peer.name())
                 ? peer.title()
                 : fmt::format("{} {}", peer.title(), common_text(visit, "own_force"))}
        );
    }
    return options;
}

base::Result<std::vector<Option>> key_options(
    const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record
) {
    std::vector<Option> options;
    if (record.key() == v1::KEY_KIND_ENTRY) {
        for (const auto* entry : standing(visit, seen, record.key_record())) {
            options.push_back({entry->id(), entry_in_words(seen, *entry)});
        }
    } else if (const auto* before = named_before(seen, record)) {
        for (const auto* entry : standing(visit, seen, before->id())) {
            options.push_back({entry->key(), seen.titles.of(entry->key())});
        }
    } else if (record.key() == v1::KEY_KIND_PEER) {
        return peer_options(visit, seen);
    } else if (record.key() == v1::KEY_KIND_BODY) {
        options = options_in(seen.titles, "bodies/");
        for (const auto& authority : seen.body.responsible_authorities()) {
            options.push_back({authority.id(), authority.title()});
        }
    } else if (record.key() == v1::KEY_KIND_QUESTION) {
        for (const auto& id : record.key_question_sets()) {
            if (const auto* set = seen.ruleset->question_set(id)) {
                for (const auto& question : set->questions()) {
                    options.push_back(
                        {question.id(), fmt::format("{}: {}", question.id(), question.text())}
                    );
                }
            }
        }
    }
    return options;
}

std::string key_label(
    const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record
) {
    switch (record.key()) {
        case v1::KEY_KIND_PEER:
            return common_text(visit, "key.peer");
        case v1::KEY_KIND_BODY:
            return common_text(visit, "key.body");
        case v1::KEY_KIND_QUESTION:
            return common_text(visit, "key.question");
        case v1::KEY_KIND_ENTRY: {
            const auto* about = definition::find_record(*seen.definition, record.key_record());
            return about == nullptr ? common_text(visit, "key.text") : about->title();
        }
        default:
            return common_text(visit, "key.text");
    }
}

base::Result<Field> key_field(
    const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record
) {
    Field field{"key"};
    field.label = key_label(visit, seen, record);
    if (record.key() == v1::KEY_KIND_TEXT) {
        return field;
    }
    auto options = key_options(visit, seen, record);
    if (!options) {
        return options.error();
    }
    if (options->empty()) {
        field.hint = common_text(visit, "key.none");
    }
    field.kind = Kind::select;
    field.options = with_none(visit, std::move(*options));
    return field;
}

}  // namespace

bool may_record(const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record) {
    const auto& capacity = visit.who->caller.capacity;
    const auto& roles = record.recorded_by();
    return roles.empty() ? seen.ruleset->may(capacity, v1::PERMISSION_RECORD_FACT)
                         : std::find(roles.begin(), roles.end(), capacity) != roles.end();
}

base::Result<std::vector<Field>> entry_fields(
    const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record
) {
    std::vector<Field> fields;
    if (record.key() != v1::KEY_KIND_UNSPECIFIED) {
        auto key = key_field(visit, seen, record);
        if (!key) {
            return key.error();
        }
        fields.push_back(std::move(*key));
    }
    for (const auto& field : record.fields()) {
        fields.push_back(value_field(visit, seen, field));
    }
    const auto aside = [&](Field field) {
        field.aside = true;
        fields.push_back(std::move(field));
    };
    aside({"effective_on", Kind::date});
    aside({"known_on", Kind::date});
    aside({"evidence", Kind::textarea});
    aside({"note", Kind::textarea});
    aside({"marking", Kind::select, with_none(visit, marking_options(record.marking()))});
    return fields;
}

v1::RecordEntryRequest entry_request(
    const ProcedureSeen& seen, const v1::RecordDefinition& record, const Form& typed
) {
    v1::RecordEntryRequest request;
    request.set_name(seen.procedure.name());
    request.set_etag(typed.value("etag"));
    request.set_record(record.id());
    request.set_key(typed.value("key"));
    for (const auto& field : record.fields()) {
        const auto name = std::string{value_prefix} + field.id();
        const auto value =
            field.kind() == v1::FIELD_KIND_DATE ? typed.date(name) : typed.value(name);
        if (!value.empty()) {
            auto& told = *request.add_values();
            told.set_field(field.id());
            told.set_value(value);
        }
    }
    each_line(typed.value("evidence"), [&](std::string line) {
        request.add_evidence(std::move(line));
    });
    request.set_note(typed.value("note"));
    request.set_marking(
        command::marking_of(typed.value("marking")).value_or(v1::MARKING_UNSPECIFIED)
    );
    request.set_effective_on(typed.date("effective_on"));
    request.set_known_on(typed.date("known_on"));
    request.set_request_id(typed.value("request_id"));
    return request;
}

base::Error by_field(base::Error error) {
    constexpr std::string_view values = "values.";
    for (auto& detail : error.details) {
        auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation != nullptr && violation->field().starts_with(values)) {
            violation->set_field(
                std::string{value_prefix} + violation->field().substr(values.size())
            );
        }
    }
    return error;
}

}  // namespace ladder::console
