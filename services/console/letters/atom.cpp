#include "services/console/letters/atom.hpp"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/sha256.hpp"

namespace ladder::letters {

namespace {

// RFC 3339, to the second.
std::string rfc3339(base::Instant moment) {
    return base::to_string(moment).substr(0, 19) + "Z";
}

std::string element(std::string_view name, std::string_view text) {
    return fmt::format("<{0}>{1}</{0}>\n", name, xml_escaped(text));
}

std::string link(std::string_view rel, std::string_view type, std::string_view href) {
    return fmt::format(
        "<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", rel, type, xml_escaped(href)
    );
}

std::string entry_of(const AtomEntry& entry) {
    auto xml = std::string{"<entry>\n"} + element("id", entry.id) + element("title", entry.title) +
               element("published", rfc3339(entry.published_at)) +
               element("updated", rfc3339(entry.updated_at)) + "<author>" +
               element("name", entry.author) + "</author>\n" +
               link("alternate", "text/html", entry.link);
    if (!entry.category.empty()) {
        xml += fmt::format("<category term=\"{}\"/>\n", xml_escaped(entry.category));
    }
    return xml + element("summary", entry.summary) + "</entry>\n";
}

}  // namespace

std::string xml_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\t':
            case '\n':
            case '\r':
                escaped += c;
                break;
            default:
                // The other control characters are in no XML 1.0, not even by number.
                if (static_cast<unsigned char>(c) >= 0x20) {
                    escaped += c;
                }
        }
    }
    return escaped;
}

std::string urn_of(std::string_view text) {
    auto hash = base::sha256(text).substr(0, 16);
    const auto set = [&](std::size_t at, unsigned kept, unsigned marked) {
        hash[at] = static_cast<char>((static_cast<unsigned char>(hash[at]) & kept) | marked);
    };
    set(6, 0x0fU, 0x80U);  // version 8
    set(8, 0x3fU, 0x80U);  // the variant
    auto urn = base::hex(hash);
    for (const auto at : {20U, 16U, 12U, 8U}) {
        urn.insert(at, 1, '-');
    }
    return "urn:uuid:" + urn;
}

std::string http_date(base::Instant moment) {
    return fmt::format(
        "{:%a, %d %b %Y %H:%M:%S} GMT",
        fmt::gmtime(static_cast<std::time_t>(base::to_micros(moment) / 1'000'000))
    );
}

base::Instant updated_of(const AtomFeed& feed) {
    base::Instant newest{};
    for (const auto& entry : feed.entries) {
        newest = std::max(newest, entry.updated_at);
    }
    return newest;
}

std::string atom_of(const AtomFeed& feed) {
    auto xml =
        std::string{
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"} +
        element("id", feed.id) + element("title", feed.title) +
        element("updated", rfc3339(updated_of(feed))) +
        link("self", "application/atom+xml", feed.self) + link("alternate", "text/html", feed.link);
    for (const auto& entry : feed.entries) {
        xml += entry_of(entry);
    }
    return xml + "</feed>\n";
}

}  // namespace ladder::letters
