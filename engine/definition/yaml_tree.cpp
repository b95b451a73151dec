// The subset of YAML that definitions are written in, as a tree with places.
#include "engine/definition/yaml_tree.hpp"

#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

// Turns yaml-cpp's places (from 0, in bytes) into ours (from 1, in characters).
class Places {
public:
    explicit Places(std::string_view text) : text_{text} {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') {
                starts_.push_back(i + 1);
            }
        }
    }

    std::pair<int, int> operator()(const YAML::Mark& mark) const {
        if (mark.line < 0 || static_cast<std::size_t>(mark.line) >= starts_.size()) {
            return {0, 0};
        }
        const auto before =
            characters_in(rest_from_line(mark), static_cast<std::size_t>(mark.column));
        return {mark.line + 1, static_cast<int>(before) + 1};
    }

    // The line of a place and what follows it, from its first character; empty beyond the text.
    std::string_view rest_from_line(const YAML::Mark& mark) const {
        const bool known = mark.line >= 0 && static_cast<std::size_t>(mark.line) < starts_.size();
        return known ? text_.substr(starts_[static_cast<std::size_t>(mark.line)])
                     : std::string_view{};
    }

    std::pair<int, int> at_byte(std::size_t offset) const {
        std::size_t line = starts_.size() - 1;
        while (starts_[line] > offset) {
            --line;
        }
        const auto before = characters_in(text_.substr(starts_[line]), offset - starts_[line]);
        return {static_cast<int>(line) + 1, static_cast<int>(before) + 1};
    }

private:
    std::string_view text_;
    std::vector<std::size_t> starts_{0};
};

// Whether a text that begins with a quote closes it. '' and \" do not.
bool is_closed(std::string_view text) {
    const char quote = text.front();
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            if (quote == '"' || i + 1 == text.size() || text[i + 1] != quote) {
                return true;
            }
            ++i;
        }
    }
    return false;
}

// Builds the tree from yaml-cpp's events. Its own Node would swallow aliases and repeated keys.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const std::string& file, const Places& places, Issues& issues)
        : file_{file}, places_{places}, issues_{issues} {}

    std::optional<YamlNode> take() { return std::move(root_); }

    // Where the innermost list or map began that is still open.
    std::optional<std::pair<int, int>> innermost_open() const {
        if (open_.empty()) {
            return std::nullopt;
        }
        return std::pair{open_.back().line, open_.back().column};
    }

    // yaml-cpp reads a quote that is never closed as if it were closed by the end of the text.
    void refuse_open_quote() {
        if (!last_quoted_) {
            return;
        }
        auto rest = places_.rest_from_line(*last_quoted_);
        rest.remove_prefix(std::min(rest.size(), static_cast<std::size_t>(last_quoted_->column)));
        if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'') && !is_closed(rest)) {
            issue(*last_quoted_, "the quote is never closed", "close it");
        }
    }

    void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        value(node(mark, YamlNode::Kind::null));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        issue(mark, "an alias (*name) is not allowed here", "write the value out");
        value(node(mark, YamlNode::Kind::refused));
    }

    void OnScalar(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        const std::string& text
    ) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        auto scalar = node(mark, YamlNode::Kind::scalar);
        scalar.quoted = tag == "!";
        if (scalar.quoted) {
            last_quoted_ = mark;
        }
        if (const auto bad = find_bad_text(text)) {
            issue(mark, fmt::format("the text holds {}", bad->what), "take it out");
            scalar.kind = YamlNode::Kind::refused;
        } else {
            scalar.text = text;
        }
        value(std::move(scalar));
    }

    void OnSequenceStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value /*style*/
    ) override {
        start(mark, tag, anchor, YamlNode::Kind::sequence);
    }
    void OnSequenceEnd() override { end(); }

    void OnMapStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value /*style*/
    ) override {
        start(mark, tag, anchor, YamlNode::Kind::map);
    }
    void OnMapEnd() override { end(); }

private:
    YamlNode node(const YAML::Mark& mark, YamlNode::Kind kind) const {
        YamlNode made;
        made.kind = kind;
        std::tie(made.line, made.column) = places_(mark);
        return made;
    }

    void issue(const YAML::Mark& mark, std::string message, std::string fix) {
        const auto [line, column] = places_(mark);
        issues_.add(file_, line, column, std::move(message), std::move(fix));
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0) {
            issue(mark, "an anchor (&name) is not allowed here", "take it out");
        }
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        if (!tag.empty() && tag != "?" && tag != "!") {
            issue(
                mark, fmt::format("the tag '{}' is not allowed here", shortened(tag)), "take it out"
            );
        }
    }

    void start(
        const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind
    ) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (too_deep_ > 0 || open_.size() == yaml_depth_max) {
            if (too_deep_ == 0) {
                value(node(mark, YamlNode::Kind::refused));
                issue(
                    mark,
                    fmt::format("nested deeper than {} levels", yaml_depth_max),
                    "write it flatter"
                );
            }
            ++too_deep_;
            return;
        }
        open_.push_back(node(mark, kind));
    }

    void end() {
        if (too_deep_ > 0) {
            --too_deep_;
            return;
        }
        auto done = std::move(open_.back());
        open_.pop_back();
        if (done.kind == YamlNode::Kind::map) {
            drop_bad_keys(done);
        }
        value(std::move(done));
    }

    void value(YamlNode made) {
        if (too_deep_ > 0) {
            return;
        }
        if (open_.empty()) {
            root_ = std::move(made);
            return;
        }
        auto& parent = open_.back();
        const bool is_key =
            parent.kind == YamlNode::Kind::map && parent.keys.size() == parent.items.size();
        (is_key ? parent.keys : parent.items).push_back(std::move(made));
    }

    void drop_bad_keys(YamlNode& map) {
        YamlNode kept = map;
        kept.keys.clear();
        kept.items.clear();
        std::set<std::string> seen;
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            auto& key = map.keys[i];
            if (key.kind == YamlNode::Kind::refused) {
                continue;
            }
            if (key.kind != YamlNode::Kind::scalar) {
                issues_.add(
                    file_, key.line, key.column, "a key must be a plain word", "write 'key: value'"
                );
            } else if (!seen.insert(key.text).second) {
                issues_.add(
                    file_,
                    key.line,
                    key.column,
                    fmt::format("the key '{}' is given twice", shortened(key.text)),
                    "keep one of them"
                );
            } else {
                kept.keys.push_back(std::move(key));
                kept.items.push_back(std::move(map.items[i]));
            }
        }
        map = std::move(kept);
    }

    const std::string& file_;
    const Places& places_;
    Issues& issues_;
    std::vector<YamlNode> open_;
    std::size_t too_deep_ = 0;
    std::optional<YAML::Mark> last_quoted_;
    std::optional<YamlNode> root_;
};

bool fit_to_parse(
    const std::string& file, std::string_view text, const Places& places, Issues& issues
) {
    if (text.size() > file_bytes_max) {
        issues.add(
            file,
            0,
            0,
            fmt::format("the file has {} bytes; at most {} are read", text.size(), file_bytes_max),
            "split it"
        );
        return false;
    }
    if (const auto bad = find_bad_text(text)) {
        const auto [line, column] = places.at_byte(bad->offset);
        issues.add(file, line, column, bad->what, "save the file as UTF-8 text");
        return false;
    }
    return true;
}

void report(
    const std::string& file,
    const YAML::Exception& problem,
    const TreeBuilder& builder,
    const Places& places,
    Issues& issues
) {
    const bool unclosed = problem.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW ||
                          problem.msg == YAML::ErrorMsg::END_OF_MAP_FLOW;
    if (const auto open = builder.innermost_open(); unclosed && open) {
        issues.add(file, open->first, open->second, "it is opened and never closed", "close it");
        return;
    }
    const auto rest = places.rest_from_line(problem.mark);
    const auto indent = rest.substr(0, rest.find_first_not_of(" \t"));
    const auto [line, column] = places(problem.mark);
    issues.add(
        file,
        line,
        column,
        "YAML: " + problem.msg,
        indent.find('\t') == std::string_view::npos ? "mend the syntax"
                                                    : "indent by spaces, not by tabs"
    );
}

}  // namespace

std::optional<YamlNode> read_yaml(const std::string& file, std::string_view text, Issues& issues) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    const Places places{text.substr(0, file_bytes_max)};
    if (!fit_to_parse(file, text, places, issues)) {
        return std::nullopt;
    }
    TreeBuilder builder{file, places, issues};
    try {
        std::istringstream stream{std::string{text}};
        YAML::Parser parser{stream};
        if (!parser.HandleNextDocument(builder)) {
            issues.add(file, 1, 1, "the file is empty", "write a definition or remove the file");
            return std::nullopt;
        }
        builder.refuse_open_quote();
        auto root = builder.take();
        TreeBuilder second{file, places, issues};
        if (parser.HandleNextDocument(second)) {
            issues.add(file, 0, 0, "the file holds a second document", "remove the '---' line");
        }
        return root;
    } catch (const YAML::Exception& problem) {
        report(file, problem, builder, places, issues);
        return std::nullopt;
    }
}

}  // namespace ladder::definition
