// Feeds as RFC 4287 has them: ids that stay, times, links, and nothing that breaks the XML.
#include "services/console/letters/atom.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::letters {
namespace atom_test {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr std::int64_t second = 1'000'000;

AtomFeed one_entry(const std::string& title) {
    return {
        urn_of("register"),
        "Published",
        "https://ladder.example/register.atom",
        "https://ladder.example/register",
        {{urn_of("one"),
          title,
          "https://ladder.example/register/one?a=1&b=2",
          "HMIC",
          "Letter",
          "About Kent",
          base::from_micros(1'267'401'600 * second),
          base::from_micros(1'267'450'000 * second + 7)}}};
}

TEST(Atom, HasWhatTheFormatAsksFor) {
    const auto xml = atom_of(one_entry("A letter"));
    EXPECT_THAT(xml, HasSubstr("<feed xmlns=\"http://www.w3.org/2005/Atom\">"));
    EXPECT_THAT(xml, HasSubstr("<updated>2010-03-01T13:26:40Z</updated>"));
    EXPECT_THAT(xml, HasSubstr("<published>2010-03-01T00:00:00Z</published>"));
    EXPECT_THAT(xml, HasSubstr("<author><name>HMIC</name>"));
    EXPECT_THAT(xml, HasSubstr("rel=\"self\" type=\"application/atom+xml\""));
    EXPECT_THAT(xml, HasSubstr("href=\"https://ladder.example/register/one?a=1&amp;b=2\""));
}

TEST(Atom, PutsMarkupInAsText) {
    const auto xml = atom_of(one_entry("<script>\"x\" & 'y'</script>\x01"));
    EXPECT_THAT(xml, HasSubstr("&lt;script&gt;&quot;x&quot; &amp; 'y'&lt;/script&gt;</title>"));
    EXPECT_THAT(xml, Not(HasSubstr("<script>")));
    EXPECT_THAT(xml, Not(HasSubstr("\x01")));
}

TEST(Atom, AnEmptyFeedIsAFeed) {
    auto feed = one_entry("x");
    feed.entries.clear();
    EXPECT_THAT(atom_of(feed), HasSubstr("<updated>1970-01-01T00:00:00Z</updated>"));
}

TEST(Atom, IdsAreTheSameOfTheSameAndOthersOfOthers) {
    EXPECT_EQ(urn_of("a"), urn_of("a"));
    EXPECT_NE(urn_of("a"), urn_of("b"));
    EXPECT_THAT(
        urn_of("a"),
        MatchesRegex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    );
}

TEST(Atom, DatesOfHeadersAreThoseOfHttp) {
    EXPECT_EQ(http_date(base::from_micros(784'887'151 * second)), "Tue, 15 Nov 1994 08:12:31 GMT");
}

}  // namespace atom_test
}  // namespace ladder::letters
