// Pages made of Mustache templates and of texts that stand apart from them, by language.
#pragma once

#include <functional>
#include <kainjow/mustache.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/console/sources.hpp"

namespace ladder::console {

using Data = kainjow::mustache::data;

// Every page of templates/pages/, set into templates/layout. A template is put together once:
// {{> name}} takes in templates/parts/name, and {{t.key}} the text of that key, from the page's own
// texts or else those in texts/LANGUAGE/common. A text may name values ({{person}}); what is put
// in for them is escaped as anywhere.
// Safe from many threads once made.
class Templates {
public:
    // Throws std::logic_error for a part or text that is missing, a template that can't be read, or
    // one that puts something in without escaping it: bugs, found at start-up.
    Templates(
        const std::vector<Source>& templates,
        const std::vector<Source>& texts,
        std::string_view language
    );

    // The whole page. Throws std::logic_error for a page that there is not.
    std::string render(std::string_view page, const Data& data) const;

    // A text by page and key, for what is decided outside the template; its values are not put in.
    // Throws std::logic_error if there is none.
    const std::string& text(std::string_view page, std::string_view key) const;

    // The same with its values, not escaped: for what a template puts in.
    std::string text(std::string_view page, std::string_view key, const Data& values) const;

    bool has_text(std::string_view page, std::string_view key) const;

private:
    using Texts = std::map<std::string, std::string, std::less<>>;

    const std::string* find_text(std::string_view page, std::string_view key) const;
    std::string put_together(
        std::string_view page,
        std::string_view source,
        const std::map<std::string_view, std::string_view>& sources,
        int depth
    ) const;

    std::map<std::string, Texts, std::less<>> texts_;  // by page
    std::map<std::string, std::shared_ptr<kainjow::mustache::mustache>, std::less<>> pages_;
};

}  // namespace ladder::console
