#include "engine/registers/letter.hpp"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/definition/letter_fields.hpp"
#include "engine/definition/letter_template.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/registers/fields.hpp"
#include "engine/registers/letter_fields.hpp"

namespace ladder::registers {

namespace {

using command::Problems;
using definition::TemplateNode;
using kainjow::mustache::data;

// Finds the merge fields of a template that have no value, in the order of the text.
class Missing {
public:
    explicit Missing(const MergeFields& fields) : fields_{fields} {}

    std::vector<std::string> in(const std::vector<TemplateNode>& nodes) {
        has_own_words(nodes);
        look(nodes, nullptr);
        return missing_;
    }

private:
    // What says in words of its own that there is none may be empty.
    void has_own_words(const std::vector<TemplateNode>& nodes) {
        for (const auto& node : nodes) {
            if (node.kind == TemplateNode::Kind::inverted) {
                answered_.insert(node.name);
            }
            has_own_words(node.nodes);
        }
    }

    bool has(const std::string& name, const MergeFields::Values* entry) const {
        if (entry != nullptr) {
            if (const auto own = entry->find(name); own != entry->end()) {
                return !own->second.empty();
            }
        }
        const auto list = fields_.entries.find(name);
        return fields_.values.contains(name) ||
               (list != fields_.entries.end() && !list->second.empty());
    }

    void look(const std::vector<TemplateNode>& nodes, const MergeFields::Values* entry) {
        for (const auto& node : nodes) {
            const bool there = has(node.name, entry);
            if (node.kind == TemplateNode::Kind::value) {
                if (!there) {
                    add(node.name);
                }
            } else if (node.kind == TemplateNode::Kind::inverted) {
                if (!there) {
                    look(node.nodes, entry);
                }
            } else if (const auto list = fields_.entries.find(node.name);
                       list != fields_.entries.end()) {
                for (const auto& values : list->second) {
                    look(node.nodes, &values);
                }
            } else if (there) {
                look(node.nodes, entry);
            } else if (node.name.starts_with(definition::entries_prefix) && !answered_.contains(node.name)) {
                add(node.name);
            }
        }
    }

    void add(const std::string& name) {
        if (std::find(missing_.begin(), missing_.end(), name) == missing_.end()) {
            missing_.push_back(name);
        }
    }

    const MergeFields& fields_;
    std::set<std::string> answered_;
    std::vector<std::string> missing_;
};

// Puts "a.b.c" into nested objects.
void put(data& object, std::string_view name, const data& value) {
    const auto dot = name.find('.');
    const std::string head{name.substr(0, dot)};
    if (dot == std::string_view::npos) {
        object.set(head, value);
        return;
    }
    const auto* inner = object.get(head);
    data changed = inner != nullptr && inner->is_object() ? *inner : data{data::type::object};
    put(changed, name.substr(dot + 1), value);
    object.set(head, changed);
}

data tree_of(const MergeFields& fields) {
    data tree{data::type::object};
    for (const auto& [name, value] : fields.values) {
        put(tree, name, data{value});
    }
    for (const auto& [name, entries] : fields.entries) {
        data list{data::type::list};
        for (const auto& values : entries) {
            data entry{data::type::object};
            for (const auto& [field, value] : values) {
                // An empty text would pass for a value in a section.
                entry.set(field, value.empty() ? data{data::type::bool_false} : data{value});
            }
            list.push_back(entry);
        }
        put(tree, name, list);
    }
    return tree;
}

std::string source_of(std::string_view field) {
    if (field.starts_with(definition::given_prefix)) {
        return "give it with the letter";
    }
    if (field.starts_with(definition::entries_prefix)) {
        return "record one in the procedure";
    }
    return field.starts_with("case.") ? "the procedure belongs to no case"
                                      : "record it in the procedure";
}

base::Error missing_fields(const std::vector<std::string>& missing) {
    std::vector<base::Detail> details;
    std::string list;
    for (const auto& name : missing) {
        v1::FieldViolation violation;
        violation.set_field(name);
        violation.set_description("has no value; " + source_of(name));
        details.emplace_back(std::move(violation));
        list += (list.empty() ? "" : ", ") + name;
    }
    return {
        base::Code::failed_precondition,
        "The letter can't be written: these merge fields have no value: " + list,
        std::move(details)};
}

const v1::LetterDefinition* find_letter(
    Problems& problems,
    const v1::WriteLetterRequest& command,
    const v1::Procedure& procedure,
    const definition::Ruleset& ruleset
) {
    const auto* letter = ruleset.letter(command.letter());
    if (letter == nullptr) {
        std::vector<std::string> ids;
        for (const auto& one : ruleset.definition().letters()) {
            ids.push_back(one.id());
        }
        problems.field(
            "letter",
            fmt::format(
                "'{}' is not a letter of {}; {}",
                command.letter().substr(0, 80),
                ruleset.name(),
                definition::suggest(command.letter(), ids)
            )
        );
    } else if (!letter->procedure().empty() && letter->procedure() != procedure.definition()) {
        problems.field(
            "procedure",
            fmt::format(
                "{} is a {}; this letter is written in a {}",
                procedure.name(),
                procedure.definition(),
                letter->procedure()
            )
        );
    }
    return letter;
}

void check_given(Problems& problems, const v1::WriteLetterRequest& command) {
    for (const auto& [name, value] : command.fields()) {
        command::check_text(problems, "fields." + name, value, command::reasons_chars_max);
    }
}

v1::Document document_of(
    const v1::LetterDefinition& letter,
    const LetterGround& ground,
    v1::Marking marking,
    base::Date dated,
    const definition::Ruleset& ruleset
) {
    v1::Document document;
    document.set_kind(letter.document_kind());
    document.set_title(fmt::format("{}: {}", letter.title(), ground.body.title()));
    document.set_marking(marking);
    document.set_about(ground.procedure.name());
    document.set_letter(letter.id());
    document.set_ruleset(ruleset.name());
    document.set_dated(base::to_string(dated));
    auto& part = *document.add_parts();
    part.set_id("1");
    part.set_marking(marking);
    part.set_media_type("text/plain; charset=utf-8");
    part.set_file_name(letter.id() + ".txt");
    return document;
}

}  // namespace

base::Result<WrittenLetter> write_letter(
    const v1::WriteLetterRequest& command,
    const LetterGround& ground,
    const command::Context& context
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_ADD_DOCUMENT); !may) {
        return may.error();
    }
    Problems problems;
    const auto* letter = find_letter(problems, command, ground.procedure, context.ruleset);
    const auto* kind =
        letter == nullptr ? nullptr : context.ruleset.document_kind(letter->document_kind());
    const auto day = known_day(problems, command.known_on(), context.recorded_at);
    const auto dated = date_until(
        problems,
        "dated",
        command.dated(),
        Need::optional,
        day,
        fmt::format("the day it was known ({})", base::to_string(day))
    );
    const auto least = std::max(
        kind == nullptr ? v1::MARKING_UNSPECIFIED : kind->marking(), ground.procedure.marking()
    );
    const auto marking =
        marking_of(problems, "marking", command.marking(), least, "its kind or its procedure");
    check_given(problems, command);
    if (problems.any() || letter == nullptr) {
        return problems.to_error("The letter can't be written");
    }
    const auto fields = merge_fields(
        *letter,
        ground,
        {command.fields().begin(), command.fields().end()},
        dated.value_or(day),
        context.ruleset
    );
    const auto parsed = definition::parse_template(letter->template_());
    if (const auto missing = Missing{fields}.in(parsed.nodes); !missing.empty()) {
        return missing_fields(missing);
    }
    kainjow::mustache::mustache mustache{letter->template_()};
    mustache.set_custom_escape([](const std::string& text) { return text; });
    auto text = mustache.render(tree_of(fields));
    return WrittenLetter{
        document_of(*letter, ground, marking, dated.value_or(day), context.ruleset),
        std::move(text)};
}

}  // namespace ladder::registers
