// The templates of letters: the part of Mustache that letters use, with the place of every tag.
// Source: mustache(5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ladder::definition {

// Text between tags is left out: it can't be wrong.
struct TemplateNode {
    enum class Kind { value, section, inverted };

    Kind kind{};
    std::string name;                   // "entries.requirement"
    int line = 0;                       // of the tag, from 1
    int column = 0;                     // in characters, from 1
    std::vector<TemplateNode> nodes{};  // within a section
};

struct TemplateFault {
    int line = 0;
    int column = 0;
    std::string message;
    std::string fix;
};

struct LetterTemplate {
    std::vector<TemplateNode> nodes;
    std::vector<TemplateFault> faults;  // in the order of their places
};

// Reads {{name}}, {{#name}}, {{^name}}, {{/name}} and {{! comments}}. Letters are plain text, so
// nothing is escaped and there is no other tag: each is a fault, as is what is not closed.
LetterTemplate parse_template(std::string_view text);

}  // namespace ladder::definition
