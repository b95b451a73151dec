#include "services/api/strain.hpp"

#include <algorithm>

#include "engine/command/markings.hpp"
#include "engine/record/labels.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/report_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/mention.hpp"

namespace ladder::api {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t told_max = 20;  // of an AccessRecord

// A message with its type, which costs something to ask for.
struct Typed {
    Message& message;
    const Descriptor* type = message.GetDescriptor();

    template <class T>
    bool is() const {
        static const auto* const asked = T::descriptor();
        return type == asked;
    }

    template <class T>
    T* as() const {
        return is<T>() ? static_cast<T*>(&message) : nullptr;
    }
};

// Definitions name no record, and are large.
bool names_nothing(const Typed& message) {
    return message.is<v1::RulesetDefinition>() || message.is<v1::IndicatorDefinition>();
}

class Strainer {
public:
    explicit Strainer(Seen& seen) : seen_{seen} {}

    Told told() { return std::move(told_); }

    void strain(Message& message) {
        const Typed typed{message};
        if (names_nothing(typed)) {
            return;
        }
        strain_parts(typed);
        std::vector<const FieldDescriptor*> fields;
        const auto* reflection = message.GetReflection();
        reflection->ListFields(message, &fields);
        for (const auto* field : fields) {
            if (field->type() == FieldDescriptor::TYPE_STRING) {
                field->is_repeated() ? strain_texts(message, *field) : strain_text(message, *field);
            } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                if (!field->is_repeated()) {
                    strain(*reflection->MutableMessage(&message, field));
                    continue;
                }
                for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
                    strain(*reflection->MutableRepeatedMessage(&message, field, i));
                }
            }
        }
    }

private:
    // What is told of a record is noted, and its parts that are not seen are cleared.
    void strain_parts(const Typed& message) {
        if (auto* state = message.as<v1::Case>()) {
            tell(state->name());
            strain_case(*state);
        } else if (auto* row = message.as<v1::CaseSummary>()) {
            tell(row->name());
            if (!seen_.sees_as(row->name(), v1::RECORD_KIND_DELIBERATION)) {
                take(row->open_proposals() != 0);
                row->clear_open_proposals();
            }
        } else if (auto* procedure = message.as<v1::Procedure>()) {
            tell(procedure->name());
            strain_procedure(*procedure);
        } else if (auto* head = message.as<v1::ProcedureSummary>()) {
            tell(head->name());
            if (!seen_.sees_as(head->name(), v1::RECORD_KIND_DIARY)) {
                take(head->open_tasks() != 0 || !head->next_due_on().empty());
                head->clear_next_due_on();
                head->clear_open_tasks();
            }
        } else if (auto* item = message.as<v1::AgendaItem>()) {
            if (seen_.keeps_away(item->case_name())) {
                take(item->has_outcome());
                item->clear_outcome();
            }
        } else if (auto* papers = message.as<v1::PackItem>()) {
            if (seen_.keeps_away(papers->item().case_name())) {
                take(papers->has_case_());
                papers->clear_case_();
            }
        } else if (auto* figure = message.as<v1::Observation>()) {
            told_.marking = std::max(told_.marking, command::marked(figure->marking()));
        } else {
            tell_named(message);
        }
    }

    void tell_named(const Typed& message) {
        if (const auto* document = message.as<v1::Document>()) {
            tell(document->name());
        } else if (const auto* meeting = message.as<v1::Meeting>()) {
            tell(meeting->name());
        } else if (const auto* summary = message.as<v1::MeetingSummary>()) {
            tell(summary->name());
        } else if (const auto* assessment = message.as<v1::Assessment>()) {
            tell(assessment->name());
        } else if (const auto* peer = message.as<v1::Peer>()) {
            tell(peer->name());
        } else if (const auto* proposal = message.as<v1::Proposal>()) {
            tell(proposal->case_name());
        } else if (const auto* rules = message.as<v1::RulesetProposal>()) {
            tell(rules->name());
        } else if (const auto* task = message.as<v1::Task>()) {
            tell(task->parent());
        } else if (const auto* deadline = message.as<v1::Deadline>()) {
            tell(deadline->parent());
        }
    }

    void strain_case(v1::Case& state) {
        if (!seen_.sees_as(state.name(), v1::RECORD_KIND_DELIBERATION)) {
            take(
                !state.proposals().empty() || !state.recommendations().empty() ||
                !state.notes().empty()
            );
            state.clear_proposals();
            state.clear_recommendations();
            state.clear_notes();
            for (auto& decision : *state.mutable_decisions()) {
                take(!decision.settlements().empty());
                decision.clear_settlements();
            }
        }
        strain_diary(state);
    }

    void strain_procedure(v1::Procedure& state) {
        if (!seen_.sees_as(state.name(), v1::RECORD_KIND_DELIBERATION)) {
            take(!state.notes().empty());
            state.clear_notes();
        }
        strain_diary(state);
    }

    template <class State>
    void strain_diary(State& state) {
        if (!seen_.sees_as(state.name(), v1::RECORD_KIND_DIARY)) {
            take(!state.deadlines().empty() || !state.tasks().empty());
            state.clear_deadlines();
            state.clear_tasks();
        }
    }

    // Notes that something is taken out.
    void take(bool something) { told_.shows_less = told_.shows_less || something; }

    void tell(const std::string& name) {
        const auto record = access::record_of(name);
        const auto& label = seen_.label_of(record);
        if (!label) {
            return;
        }
        told_.marking = std::max(told_.marking, command::marked(label->marking));
        auto& records = told_.records;
        if (records.size() < told_max &&
            std::find(records.begin(), records.end(), record) == records.end()) {
            records.emplace_back(record);
        }
    }

    // A text without the names that are not seen; nothing is left of one that is such a name.
    std::optional<std::string> strained(const std::string& text) {
        if (text.find('/') == std::string::npos) {
            return std::nullopt;
        }
        const auto keep = [&](std::string_view name) { return seen_.sees(name); };
        if (is_guarded_name(text)) {
            return keep(text) ? std::nullopt : std::optional<std::string>{""};
        }
        auto changed = text;
        return replace_names(changed, keep) ? std::optional{std::move(changed)} : std::nullopt;
    }

    void strain_text(Message& message, const FieldDescriptor& field) {
        const auto* reflection = message.GetReflection();
        std::string scratch;
        auto changed = strained(reflection->GetStringReference(message, &field, &scratch));
        if (changed) {
            take(true);
            reflection->SetString(&message, &field, std::move(*changed));
        }
    }

    void strain_texts(Message& message, const FieldDescriptor& field) {
        const auto* reflection = message.GetReflection();
        std::vector<std::string> kept;
        bool any = false;
        for (int i = 0; i < reflection->FieldSize(message, &field); ++i) {
            auto text = reflection->GetRepeatedString(message, &field, i);
            if (auto changed = strained(text)) {
                any = true;
                text = std::move(*changed);
                // The cells of a table keep their places.
                if (text.empty() && message.GetDescriptor() != v1::ReportRow::descriptor()) {
                    continue;
                }
            }
            kept.push_back(std::move(text));
        }
        if (any) {
            take(true);
            reflection->ClearField(&message, &field);
            for (auto& text : kept) {
                reflection->AddString(&message, &field, std::move(text));
            }
        }
    }

    Seen& seen_;
    Told told_;
};

}  // namespace

bool Seen::sees(std::string_view name) {
    const auto known = verdicts_.find(name);
    if (known != verdicts_.end()) {
        return known->second;
    }
    const auto& label = label_of(access::record_of(name));
    const bool seen = label && access::may_see(rights_, record::part_label(*label, name));
    verdicts_.emplace(name, seen);
    return seen;
}

bool Seen::sees_as(std::string_view record, v1::RecordKind kind) {
    const auto& label = label_of(record);
    return label && access::may_see(rights_, access::as(*label, kind));
}

bool Seen::keeps_away(std::string_view record) {
    const auto& label = label_of(record);
    return label && access::is_recused(rights_, *label);
}

const std::optional<access::Label>& Seen::label_of(std::string_view record) {
    const auto known = labels_.find(record);
    if (known != labels_.end()) {
        return known->second;
    }
    std::string name{record};
    auto label = find_(name);
    return labels_.emplace(std::move(name), std::move(label)).first->second;
}

Told strain(google::protobuf::Message& answer, Seen& seen) {
    Strainer strainer{seen};
    strainer.strain(answer);
    return strainer.told();
}

}  // namespace ladder::api
