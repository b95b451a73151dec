#include "services/console/auditor/titles.hpp"

#include <algorithm>
#include <cctype>

namespace ladder::auditor {

namespace {

template <class Items>
std::string item_title(const Items& items, const std::string& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? id : found->title();
}

// The title of a stage of one of the definitions; empty if none has it.
template <class Definitions>
std::string stage_title(
    const Definitions& definitions, const std::string& of, const std::string& id
) {
    for (const auto& definition : definitions) {
        if (!of.empty() && definition.id() != of) {
            continue;
        }
        for (const auto& stage : definition.stages()) {
            if (stage.id() == id) {
                return stage.title();
            }
        }
    }
    return {};
}

}  // namespace

base::Result<Titles> Titles::read(const console::Visit& visit) {
    Titles titles{visit};
    auto bodies = visit.read_all(
        "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
    );
    if (!bodies) {
        return bodies.error();
    }
    for (auto& body : *bodies) {
        auto name = body.name();
        titles.bodies_.emplace(std::move(name), std::move(body));
    }
    return titles;
}

std::string Titles::body(const std::string& name) const {
    const auto* found = find_body(name);
    if (found == nullptr) {
        return last_part(name);
    }
    return found->short_title().empty() ? found->title() : found->short_title();
}

const v1::Body* Titles::find_body(const std::string& name) const {
    const auto found = bodies_.find(name);
    return found == bodies_.end() ? nullptr : &found->second;
}

std::string Titles::stage(const std::string& id, const std::string& of) const {
    const auto* ruleset = words_.definition();
    if (ruleset == nullptr) {
        return id;
    }
    auto title = stage_title(ruleset->ladders(), of, id);
    if (title.empty()) {
        title = stage_title(ruleset->procedures(), of, id);
    }
    return title.empty() ? id : title;
}

std::string Titles::procedure(const std::string& id) const {
    const auto* ruleset = words_.definition();
    return ruleset == nullptr ? id : item_title(ruleset->procedures(), id);
}

std::string Titles::indicator(const std::string& id) const {
    const auto* ruleset = words_.definition();
    return ruleset == nullptr ? id : item_title(ruleset->indicators(), id);
}

std::string Titles::trigger(const std::string& id) const {
    const auto* ruleset = words_.definition();
    return ruleset == nullptr ? id : item_title(ruleset->triggers(), id);
}

std::string Titles::fact(const std::string& id) const {
    const auto* ruleset = words_.definition();
    return ruleset == nullptr ? id : item_title(ruleset->facts(), id);
}

std::string Titles::domain(const std::string& id) const {
    const auto* ruleset = words_.definition();
    return ruleset == nullptr ? id : item_title(ruleset->domains(), id);
}

std::string Titles::title_of(const std::string& id) const {
    if (const auto* body = find_body(id)) {
        return body->title();
    }
    if (id.starts_with("rulesets/")) {
        return last_part(id);
    }
    for (auto title : {stage(id), words_.role(id), fact(id), procedure(id)}) {
        if (title != id) {
            return title;
        }
    }
    return id;
}

// A word without a mark of an id may be any English word, but not where an event of the record
// names something by it: "Task t1 opened for hmi", "took the procedure from requested to
// presented".
std::string Titles::title_after(
    const std::string& before, const std::string& word, const std::string& of
) const {
    if (before == "as" || before == "for") {
        return words_.role(word);
    }
    if (of.empty()) {
        return word;
    }
    if (before == "recorded" || before == "withdrawn") {
        const auto* ruleset = words_.definition();
        for (const auto& one : ruleset->procedures()) {
            const auto* record = one.id() == of ? definition::find_record(one, word) : nullptr;
            if (record != nullptr) {
                return "“" + record->title() + "”";
            }
        }
    }
    return before == "from" || before == "to" ? stage(word, of) : word;
}

std::string Titles::in_text(const std::string& sentence, const std::string& of) const {
    std::string text;
    std::string word;
    std::string before;
    const bool is_of_record = !of.empty() || sentence.starts_with("Task ");
    const auto end_word = [&] {
        text += word.find_first_of("_-/") != std::string::npos ? title_of(word)
                : before == "as" || is_of_record               ? title_after(before, word, of)
                                                               : word;
        before = word.empty() ? before : word;
        word.clear();
    };
    for (const char c : sentence) {
        if (c == '_' || c == '-' || c == '/' || std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += c;
        } else {
            end_word();
            text += c;
        }
    }
    end_word();
    return people_.in_text(text);
}

std::string last_part(const std::string& name) {
    const auto slash = name.rfind('/');
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

std::string subject_in_words(const console::Visit& visit, v1::Subject subject) {
    switch (subject) {
        case v1::SUBJECT_CONFIDENCE:
            return visit.desk->templates.text("common", "subject.confidence");
        case v1::SUBJECT_COUNTER_TERRORISM:
            return visit.desk->templates.text("common", "subject.counter_terrorism");
        default:
            return visit.desk->templates.text("common", "subject.general");
    }
}

}  // namespace ladder::auditor
