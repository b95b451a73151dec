#include "engine/definition/letter_template.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr std::size_t section_depth_max = 20;

bool is_name(std::string_view text) {
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           text.find("..") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
           });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

class TemplateParser {
public:
    explicit TemplateParser(std::string_view text) : text_{text} { open_.push_back(&root_); }

    LetterTemplate run() {
        std::size_t from = 0;
        for (auto begin = text_.find("{{", from); begin != std::string_view::npos;
             begin = text_.find("{{", from)) {
            const auto end = text_.find("}}", begin + 2);
            if (end == std::string_view::npos) {
                fault(begin, "the tag is not closed", "close it with '}}'");
                break;
            }
            from = end + 2;
            tag(begin, text_.substr(begin + 2, end - begin - 2));
        }
        for (std::size_t i = 1; i < open_.size(); ++i) {
            result_.faults.push_back(
                {open_[i]->line,
                 open_[i]->column,
                 fmt::format("the section '{}' is not closed", open_[i]->name),
                 fmt::format("close it with '{{{{/{}}}}}'", open_[i]->name)}
            );
        }
        result_.nodes = std::move(root_.nodes);
        return std::move(result_);
    }

private:
    void fault(std::size_t offset, std::string message, std::string fix) {
        const auto [line, column] = place_of(offset);
        result_.faults.push_back({line, column, std::move(message), std::move(fix)});
    }

    // Tags are read in their order, so each place is counted from the one before.
    std::pair<int, int> place_of(std::size_t offset) {
        for (; at_ < offset; ++at_) {
            const auto byte = static_cast<unsigned char>(text_[at_]);
            if (byte == '\n') {
                ++line_;
                column_ = 1;
            } else if ((byte & 0xc0U) != 0x80U) {  // not within a character of UTF-8
                ++column_;
            }
        }
        return {line_, column_};
    }

    void tag(std::size_t offset, std::string_view content) {
        if (content.empty()) {
            return fault(offset, "the tag is empty", "name a merge field");
        }
        switch (content.front()) {
            case '!':
                return;
            case '#':
                return open(offset, content.substr(1), TemplateNode::Kind::section);
            case '^':
                return open(offset, content.substr(1), TemplateNode::Kind::inverted);
            case '/':
                return close(offset, trimmed(content.substr(1)));
            case '{':
            case '&':
                return fault(
                    offset, "nothing is escaped in a letter", "write the name in two braces"
                );
            case '>':
            case '=':
                return fault(
                    offset, "letters have no partials and one kind of tag", "remove the tag"
                );
            default:
                add(offset, content, TemplateNode::Kind::value);
        }
    }

    TemplateNode* add(std::size_t offset, std::string_view content, TemplateNode::Kind kind) {
        const auto name = trimmed(content);
        if (!is_name(name)) {
            fault(
                offset,
                fmt::format("'{}' is no merge field", shortened(name)),
                "write lower-case letters, digits, underscores and dots"
            );
        }
        const auto [line, column] = place_of(offset);
        auto& nodes = open_.back()->nodes;
        nodes.push_back({kind, std::string{name}, line, column});
        return &nodes.back();
    }

    void open(std::size_t offset, std::string_view content, TemplateNode::Kind kind) {
        if (open_.size() > section_depth_max) {
            return fault(offset, "sections lie too deep in each other", "flatten the letter");
        }
        open_.push_back(add(offset, content, kind));
    }

    void close(std::size_t offset, std::string_view name) {
        if (open_.size() == 1) {
            fault(
                offset,
                fmt::format("no section '{}' is open", shortened(name)),
                "open it, or remove the tag"
            );
        } else if (open_.back()->name != name) {
            fault(
                offset,
                fmt::format("'{}' is closed while '{}' is open", name, open_.back()->name),
                fmt::format("close '{}' first", open_.back()->name)
            );
        } else {
            open_.pop_back();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
    LetterTemplate result_;
    TemplateNode root_;
    // A section's node stays where it is while it is open: its siblings come after it is closed.
    std::vector<TemplateNode*> open_;
};

}  // namespace

LetterTemplate parse_template(std::string_view text) {
    return TemplateParser{text}.run();
}

}  // namespace ladder::definition
