// Reading figures: the newest revisions, as known at a moment, a page at a time.
#include "db/observation_store.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "db/observation_rows.hpp"

namespace ladder::db {
namespace {

constexpr std::int32_t figures_page_normal = 1000;
constexpr std::int32_t figures_page_most = 10'000;

auto key_of(const v1::Observation& figure) {
    return std::tie(figure.indicator(), figure.body(), figure.period_end());
}

// Collects the revisions of one figure after another, and keeps a page of them.
class ObservationPage {
public:
    ObservationPage(
        const ObservationFilter& filter, std::vector<std::string> after, std::size_t size
    )
        : filter_(filter), after_(std::move(after)), size_(size) {}

    // False once the page is full and one more is known to follow.
    bool add(v1::Observation observation) {
        if (!revisions_.empty() && key_of(revisions_.front()) != key_of(observation)) {
            end_figure();
        }
        revisions_.push_back(std::move(observation));
        return page_.items.size() <= size_;
    }

    Page<v1::Observation> take(const std::string& signature) {
        end_figure();
        if (page_.items.size() > size_) {
            page_.items.resize(size_);
            const auto& last = page_.items.back();
            page_.next_token = encode_cursor(
                signature,
                {0,
                 {last.indicator(),
                  last.body(),
                  last.period_end(),
                  std::to_string(last.revision())}}
            );
        }
        return std::move(page_);
    }

private:
    void end_figure() {
        std::sort(revisions_.begin(), revisions_.end(), [](const auto& a, const auto& b) {
            return a.revision() < b.revision();
        });
        if (!filter_.all_revisions && revisions_.size() > 1) {
            revisions_ = {*std::max_element(
                revisions_.begin(),
                revisions_.end(),
                [](const auto& a, const auto& b) {
                    return std::pair(a.published_on(), a.revision()) <
                           std::pair(b.published_on(), b.revision());
                }
            )};
        }
        for (auto& revision : revisions_) {
            if (!was_given(revision)) {
                page_.items.push_back(std::move(revision));
            }
        }
        revisions_.clear();
    }

    bool was_given(const v1::Observation& revision) const {
        return after_.size() == 4 &&
               key_of(revision) == std::tie(after_[0], after_[1], after_[2]) &&
               (!filter_.all_revisions || revision.revision() <= std::stoi(after_[3]));
    }

    const ObservationFilter& filter_;
    std::vector<std::string> after_;
    std::size_t size_;
    std::vector<v1::Observation> revisions_;
    Page<v1::Observation> page_;
};

std::string where_of(
    const ObservationFilter& filter, const std::vector<std::string>& after, Parameters& parameters
) {
    std::vector<std::string> places;
    for (const auto& indicator : filter.indicators) {
        const auto name = fmt::format("indicator_{}", places.size());
        places.push_back(":" + name);
        parameters.texts[name] = indicator;
    }
    auto where = fmt::format("indicator IN ({})", fmt::join(places, ", "));
    const auto add = [&](const std::string& value, const char* name, const char* condition) {
        if (!value.empty()) {
            where += condition;
            parameters.texts[name] = value;
        }
    };
    add(filter.body, "body", " AND body = :body");
    add(filter.from, "from", " AND period_end >= :from");
    add(filter.to, "to", " AND period_end <= :to");
    if (!after.empty()) {
        where +=
            " AND (indicator, body, period_end) >= (:after_indicator, :after_body, :after_period)";
        parameters.texts["after_indicator"] = after[0];
        parameters.texts["after_body"] = after[1];
        parameters.texts["after_period"] = after[2];
    }
    return where;
}

}  // namespace

base::Result<KnownFigures> ObservationStore::figures(
    const Reader& reader,
    const std::vector<IndicatorSpan>& indicators,
    const std::vector<evidence::BodyEntry>& bodies,
    const KnownAt& known_at,
    std::int64_t before
) const {
    std::unordered_map<std::string_view, std::size_t> body_index;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        body_index[bodies[i].name] = i;
    }
    return database_.read([&](soci::session& session) -> base::Result<KnownFigures> {
        const auto sealed = read_sealed_imports(session, database_.backend());
        auto sight = reader.figures();
        KnownFigures known;
        for (std::size_t indicator = 0; indicator < indicators.size(); ++indicator) {
            const auto first = known.figures.size();
            const auto& span = indicators[indicator];
            Parameters parameters;
            const auto where = where_of(
                {{span.indicator},
                 bodies.size() == 1 ? bodies.front().name : std::string{},
                 span.from,
                 span.to},
                {},
                parameters
            );
            read_observations(session, where, parameters, [&](const ObservationRow& row) {
                const auto body = body_index.find(row.body);
                const auto* import = import_seen(row.figure, row.import_number, sealed, known_at);
                if (import == nullptr || import->position >= before || body == body_index.end() ||
                    !sight.sees(row.indicator, row.body, row.figure.marking)) {
                    return true;
                }
                known.evidence_position = std::max(known.evidence_position, import->position + 1);
                const auto& figure = row.figure;
                const evidence::Figure found{
                    indicator,
                    body->second,
                    figure.period_end,
                    figure.value,
                    figure.numerator,
                    figure.denominator,
                    figure.revision,
                    figure.published_on,
                    figure.quality};
                // Revisions of a figure follow one another.
                auto* last = known.figures.size() > first ? &known.figures.back() : nullptr;
                if (last == nullptr || last->body != found.body ||
                    last->period_end != found.period_end) {
                    known.figures.push_back(found);
                } else if (stands_over(found, *last)) {
                    *last = found;
                }
                return true;
            });
        }
        return known;
    });
}

base::Result<Page<v1::Observation>> ObservationStore::list(
    const Reader& reader,
    const ObservationFilter& filter,
    const PageRequest& page,
    const KnownAt& known_at
) const {
    const auto size = page_size_of(page, figures_page_normal, figures_page_most);
    if (!size) {
        return size.error();
    }
    const auto signature = fmt::format(
        "observations|{}|{}|{}|{}|{}|{}|{}",
        fmt::join(filter.indicators, ","),
        filter.body,
        filter.from,
        filter.to,
        filter.all_revisions,
        known_at.at ? base::to_string(*known_at.at) : "now",
        known_at.strict
    );
    const auto cursor = decode_cursor(signature, page.token);
    if (!cursor) {
        return cursor.error();
    }
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::Observation>> {
        const auto sealed = read_sealed_imports(session, database_.backend());
        Parameters parameters;
        const auto where = where_of(filter, cursor->key, parameters);
        auto sight = reader.figures();
        ObservationPage observations(filter, cursor->key, static_cast<std::size_t>(*size));
        read_observations(session, where, parameters, [&](const ObservationRow& row) {
            const auto* import = import_seen(row.figure, row.import_number, sealed, known_at);
            return import == nullptr || !sight.sees(row.indicator, row.body, row.figure.marking) ||
                   observations.add(shown(row.figure, row.import_number, *import));
        });
        return observations.take(signature);
    });
}

}  // namespace ladder::db
