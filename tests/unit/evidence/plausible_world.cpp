#include "tests/unit/evidence/plausible_world.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

namespace ladder::evidence {
namespace {

constexpr auto indicators_text = R"(
    id: "test"
    indicators { id: "crime" unit: "offences" statistic: STATISTIC_COUNT
                 period: PERIOD_KIND_ROLLING_YEAR population: "people" }
    indicators { id: "people" unit: "people" statistic: STATISTIC_MEASURE
                 period: PERIOD_KIND_YEAR }
    indicators { id: "share" unit: "per cent" statistic: STATISTIC_PROPORTION
                 period: PERIOD_KIND_YEAR }
    indicators { id: "staff" unit: "people" statistic: STATISTIC_MEASURE
                 period: PERIOD_KIND_POINT }
    indicators { id: "officers" unit: "people" statistic: STATISTIC_MEASURE
                 period: PERIOD_KIND_POINT part_of: "staff" }
    indicators { id: "clerks" unit: "people" statistic: STATISTIC_MEASURE
                 period: PERIOD_KIND_POINT part_of: "staff" }
)";

// Each body has its own size: no two are within a quarter of each other.
constexpr double sizes[PlausibleWorld::bodies]{1.0, 2.2, 0.6, 4.1, 1.5, 7.9, 0.35, 3.0, 5.6, 11.0};

double normal(const std::string& id, std::size_t body, int year) {
    const auto size = sizes[body] * (1 + 0.02 * (year - 2008));
    if (id == "crime") {
        return 1000 * size;
    }
    if (id == "people") {
        return 500'000 * sizes[body];
    }
    if (id == "share") {
        return 40 + 2 * static_cast<double>(body) + 0.5 * (year - 2008);
    }
    const auto part = id == "staff" ? 1.0 : id == "officers" ? 0.6 : 0.3;
    return 2000 * size * part;
}

}  // namespace

PlausibleWorld::PlausibleWorld() {
    if (!google::protobuf::TextFormat::ParseFromString(indicators_text, &definition_)) {
        throw std::logic_error("the indicators can't be parsed");
    }
    for (const auto& one : definition_.indicators()) {
        for (std::uint32_t body = 0; body < bodies; ++body) {
            for (int year = 2008; year <= 2010; ++year) {
                past_.push_back(
                    {one.id(), body, fmt::format("{}-03-31", year), normal(one.id(), body, year)}
                );
            }
            file_[one.id()].push_back(normal(one.id(), body, 2011));
        }
    }
}

v1::IndicatorDefinition& PlausibleWorld::indicator(const std::string& id) {
    auto& all = *definition_.mutable_indicators();
    return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id() == id; });
}

PlausibleWorld& PlausibleWorld::set(const std::string& id, char body, double value) {
    file_.at(id).at(number(body)) = value;
    return *this;
}

PlausibleWorld& PlausibleWorld::scale(const std::string& id, double factor) {
    for (auto& value : file_.at(id)) {
        value *= factor;
    }
    return *this;
}

PlausibleWorld& PlausibleWorld::slip(const std::string& id, char first, char last) {
    for (char body = first; body <= last; ++body) {
        set(id, body, value(id, static_cast<char>(body + 1)));
    }
    return *this;
}

PlausibleWorld& PlausibleWorld::swap(const std::string& id, char one, char other) {
    std::swap(file_.at(id).at(number(one)), file_.at(id).at(number(other)));
    return *this;
}

PlausibleWorld& PlausibleWorld::revises(const std::string& id, char body, double before) {
    before_[{id, number(body)}] = before;
    return *this;
}

PlausibleWorld& PlausibleWorld::forget(const std::string& id, char body) {
    std::erase_if(past_, [&](const Past& one) {
        return one.indicator == id && one.body == number(body);
    });
    return *this;
}

double PlausibleWorld::value(const std::string& id, char body) const {
    return file_.at(id).at(number(body));
}

std::vector<std::string> PlausibleWorld::doubts() const {
    const definition::Ruleset ruleset{"rulesets/test@1", definition_};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < bodies; ++i) {
        names.push_back(fmt::format("bodies/{}", static_cast<char>('a' + i)));
    }
    const std::vector<std::string_view> views{names.begin(), names.end()};
    std::vector<ImportedFigure> figures;
    std::vector<SeenIndicator> seen;
    for (const auto& one : ruleset.definition().indicators()) {
        auto& indicator = seen.emplace_back(SeenIndicator{&one, {}});
        for (std::uint32_t body = 0; body < bodies; ++body) {
            for (const auto& past : past_) {
                if (past.indicator == one.id() && past.body == body) {
                    indicator.figures.push_back({body, *base::parse_date(past.end), past.value});
                }
            }
            ImportedFigure figure;
            figure.indicator = one.id();
            figure.body = views[body];
            figure.body_number = body;
            figure.period_end = *base::parse_date(period_end);
            figure.value = file_.at(one.id()).at(body);
            figure.line = static_cast<std::int32_t>(figures.size()) + 2;
            const auto before = before_.find({one.id(), body});
            indicator.figures.push_back(
                {body,
                 figure.period_end,
                 figure.value,
                 before == before_.end() ? no_figure : before->second,
                 figures.size()}
            );
            figures.push_back(figure);
        }
    }
    std::vector<std::string> told;
    for (const auto& doubt : find_doubts({figures, seen, views, ruleset})) {
        const auto& figure = figures[doubt.figure];
        told.push_back(
            fmt::format("{}/{}: {}", figure.indicator, id_of_body(figure.body), doubt.message)
        );
    }
    return told;
}

}  // namespace ladder::evidence
