// Follows ties from stream to stream until there is none left.
#include "engine/bundle/scope.hpp"

#include <algorithm>
#include <deque>

namespace ladder::bundle {

namespace {

using record::Model;

void add_all(Streams& streams, const std::vector<std::string>& names) {
    streams.insert(names.begin(), names.end());
}

Streams ties_of(const v1::Case& state, record::Aggregates& known) {
    Streams ties{state.linked_cases().begin(), state.linked_cases().end()};
    ties.insert(state.previous_case());
    add_all(ties, known.names_where(Model::procedures, "case_name", state.name()));
    return ties;
}

Streams ties_of(const v1::Procedure& state) {
    return {state.case_name(), state.follows()};
}

Streams cases_of(const v1::Meeting& state) {
    Streams cases;
    for (const auto& item : state.items()) {
        cases.insert(item.case_name());
        for (const auto& decision : item.outcome().decisions()) {
            cases.insert(decision.case_name());
        }
    }
    return cases;
}

// The whole text is the name of a stream, or of a part of one.
void add_named(Streams& streams, const std::string& text) {
    if (text.find('/') == std::string::npos || text.find(' ') != std::string::npos) {
        return;
    }
    auto stream = stream_of(text);
    if (const auto version = stream.find('@'); version != std::string::npos) {
        stream.resize(version);
    }
    if (record::is_stream(stream)) {
        streams.insert(std::move(stream));
    }
}

void add_named(Streams& streams, const google::protobuf::Message& message) {
    const auto& reflection = *message.GetReflection();
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        const auto count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
        for (int i = 0; i < count; ++i) {
            if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
                add_named(
                    streams,
                    field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                         : reflection.GetMessage(message, field)
                );
            } else if (field->type() == google::protobuf::FieldDescriptor::TYPE_STRING) {
                add_named(
                    streams,
                    field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                         : reflection.GetString(message, field)
                );
            }
        }
    }
}

}  // namespace

std::string stream_of(std::string_view name) {
    const auto first = name.find('/');
    const auto second = first == std::string_view::npos ? first : name.find('/', first + 1);
    return std::string{name.substr(0, second)};
}

Streams acting_streams(std::string_view name, record::Aggregates& known) {
    const auto asked = stream_of(name);
    Streams acting;
    std::deque<std::string> open{asked};
    for (; !open.empty(); open.pop_front()) {
        const auto& stream = open.front();
        Streams ties;
        if (acting.contains(stream)) {
            continue;
        }
        if (const auto* of_case = known.find_as<v1::Case>(stream)) {
            ties = ties_of(*of_case, known);
        } else if (const auto* procedure = known.find_as<v1::Procedure>(stream)) {
            ties = ties_of(*procedure);
        } else if (const auto* meeting = known.find_as<v1::Meeting>(stream);
                   meeting != nullptr && stream == asked) {
            ties = cases_of(*meeting);
        } else {
            continue;
        }
        acting.insert(stream);
        open.insert(open.end(), ties.begin(), ties.end());
    }
    return acting;
}

Streams named_streams(const v1::JournalEnvelope& envelope, const v1::Event& event) {
    Streams streams;
    add_named(streams, event);
    add_named(streams, envelope.cause());
    // "d3 of cases/gwent-general-1"
    if (const auto of = envelope.cause().find(" of "); of != std::string::npos) {
        add_named(streams, envelope.cause().substr(of + 4));
    }
    return streams;
}

Streams streams_around(const std::string& acting, record::Aggregates& known) {
    Streams around;
    add_all(around, known.names_where(Model::documents, "about", acting));
    add_all(around, known.names_where(Model::publications, "of_what", acting));
    std::string body;
    if (const auto* of_case = known.find_as<v1::Case>(acting)) {
        body = of_case->body();
    } else if (const auto* procedure = known.find_as<v1::Procedure>(acting)) {
        body = procedure->body();
    }
    if (!body.empty()) {
        add_all(around, known.names_where(Model::assessments, "body", body));
        add_all(around, known.names_where(Model::publications, "body", body));
    }
    return around;
}

}  // namespace ladder::bundle
