#include "services/console/templates.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "services/http/message.hpp"

namespace ladder::console {

namespace {

using kainjow::mustache::mustache;

constexpr std::string_view common = "common";
constexpr std::string_view pages_prefix = "pages/";
constexpr std::string_view parts_prefix = "parts/";
constexpr std::string_view tag_opens = "{{";
constexpr std::string_view tag_closes = "}}";
constexpr int depth_max = 10;  // of parts within parts

[[noreturn]] void fail(const std::string& message) {
    throw std::logic_error{message};
}

// Lines "key = text"; empty ones and those that begin with '#' say nothing.
std::map<std::string, std::string, std::less<>> texts_in(const Source& source) {
    std::map<std::string, std::string, std::less<>> texts;
    auto rest = source.text;
    while (!rest.empty()) {
        const auto end = std::min(rest.size(), rest.find('\n'));
        const auto line = http::trim(rest.substr(0, end));
        rest.remove_prefix(std::min(rest.size(), end + 1));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto equals = line.find(" = ");
        if (equals == std::string_view::npos) {
            fail(fmt::format("texts/{}: '{}' is not written as key = text", source.name, line));
        }
        const auto [at, is_new] = texts.emplace(
            std::string{http::trim(line.substr(0, equals))},
            std::string{http::trim(line.substr(equals + 3))}
        );
        if (!is_new) {
            fail(fmt::format("texts/{}: '{}' is there twice", source.name, at->first));
        }
    }
    return texts;
}

// What stand for a space and for the end of a line of a template, until the page is made.
constexpr char joint = '\x1f';
constexpr char line_joint = '\x1e';

// Mustache keeps each space and each end of a line as a component of its own, of two hundred bytes:
// nine tenths of what a page's template took, and of the time to render it. So a line of tags alone
// leaves an empty one, which is nothing in HTML.
std::string with_joined_words(std::string text) {
    bool in_tag = false;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        const std::string_view here{&text[i - 1], 2};
        in_tag = here == tag_opens || (in_tag && here != tag_closes);
        if (!in_tag && text[i] == ' ') {
            text[i] = joint;
        } else if (!in_tag && text[i] == '\n') {
            text[i] = line_joint;
        }
    }
    return text;
}

}  // namespace

Templates::Templates(
    const std::vector<Source>& templates,
    const std::vector<Source>& texts,
    std::string_view language
) {
    const auto folder = fmt::format("{}/", language);
    for (const auto& source : texts) {
        if (source.name.starts_with(folder)) {
            texts_.emplace(std::string{source.name.substr(folder.size())}, texts_in(source));
        }
    }
    std::map<std::string_view, std::string_view> sources;
    for (const auto& source : templates) {
        sources.emplace(source.name, source.text);
    }
    for (const auto& [name, text] : sources) {
        if (!name.starts_with(pages_prefix)) {
            continue;
        }
        const auto page = name.substr(pages_prefix.size());
        const mustache parsed{
            with_joined_words(put_together(page, sources.at("layout"), sources, 0))};
        if (!parsed.is_valid()) {
            fail(fmt::format("templates/{}: {}", name, parsed.error_message()));
        }
        // A copy has no room to grow.
        auto whole = std::make_shared<mustache>(parsed);
        pages_.emplace(std::string{page}, std::move(whole));
    }
}

std::string Templates::put_together(
    std::string_view page,
    std::string_view source,
    const std::map<std::string_view, std::string_view>& sources,
    int depth
) const {
    if (depth > depth_max) {
        fail(fmt::format("templates/pages/{}: parts within parts without end", page));
    }
    std::string whole;
    while (!source.empty()) {
        const auto opens = std::min(source.size(), source.find(tag_opens));
        whole += source.substr(0, opens);
        source.remove_prefix(opens);
        if (source.empty()) {
            break;
        }
        const auto closes = source.find(tag_closes);
        if (closes == std::string_view::npos) {
            fail(fmt::format("templates/pages/{}: a tag is not closed", page));
        }
        const auto tag = source.substr(tag_opens.size(), closes - tag_opens.size());
        const auto as_written = source.substr(0, closes + tag_closes.size());
        source.remove_prefix(as_written.size());
        if (tag.starts_with('{') || tag.starts_with('&') || tag.starts_with('=')) {
            fail(fmt::format("templates/pages/{}: {} is not escaped", page, as_written));
        }
        if (tag.starts_with("> ")) {
            const auto part = http::trim(tag.substr(2));
            const auto from = part == "content" ? fmt::format("{}{}", pages_prefix, page)
                                                : fmt::format("{}{}", parts_prefix, part);
            const auto found = sources.find(from);
            if (found == sources.end()) {
                fail(fmt::format("templates/pages/{}: there is no part '{}'", page, part));
            }
            whole += put_together(page, found->second, sources, depth + 1);
        } else if (tag.starts_with("t.")) {
            // A text may be made of texts, as those of every page are.
            whole += put_together(page, text(page, tag.substr(2)), sources, depth + 1);
        } else {
            whole += as_written;
        }
    }
    return whole;
}

std::string Templates::render(std::string_view page, const Data& data) const {
    const auto found = pages_.find(page);
    if (found == pages_.end()) {
        fail(fmt::format("there is no page '{}'", page));
    }
    // Rendering reads the parsed template only: none of ours has a lambda or a partial left.
    auto made = found->second->render(data);
    for (auto& letter : made) {
        letter = letter == joint ? ' ' : letter == line_joint ? '\n' : letter;
    }
    return made;
}

const std::string* Templates::find_text(std::string_view page, std::string_view key) const {
    for (const auto from : {page, common}) {
        const auto texts = texts_.find(from);
        if (texts == texts_.end()) {
            continue;
        }
        if (const auto found = texts->second.find(key); found != texts->second.end()) {
            return &found->second;
        }
    }
    return nullptr;
}

bool Templates::has_text(std::string_view page, std::string_view key) const {
    return find_text(page, key) != nullptr;
}

const std::string& Templates::text(std::string_view page, std::string_view key) const {
    const auto* found = find_text(page, key);
    if (found == nullptr) {
        fail(fmt::format("the page '{}' has no text '{}'", page, key));
    }
    return *found;
}

std::string Templates::text(std::string_view page, std::string_view key, const Data& values) const {
    mustache sentence{text(page, key)};
    sentence.set_custom_escape([](const std::string& value) { return value; });
    return sentence.render(values);
}

}  // namespace ladder::console
