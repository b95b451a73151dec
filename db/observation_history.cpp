// What became of figures: all revisions of an indicator, and old beside new.
#include <algorithm>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "db/observation_rows.hpp"

namespace ladder::db {
namespace {

// A revision's place in the list.
std::vector<std::string> key_of(
    long long import_number,
    std::string_view indicator,
    std::string_view body,
    std::string_view period_end
) {
    return {
        std::to_string(import_number),
        std::string{indicator},
        std::string{body},
        std::string{period_end}};
}

// Collects the rows of one revised figure after another, and keeps a page of what became of them.
class RevisionPage {
public:
    RevisionPage(const SealedImports& sealed, const KnownAt& known_at, std::size_t size)
        : sealed_(sealed), known_at_(known_at), size_(size) {}

    // False once the page is full and one more is known to follow.
    bool add(long long revised_by, const ObservationRow& row) {
        if (revised_by != revised_by_ || row.indicator != indicator_ || row.body != body_ ||
            row.period_end != period_end_) {
            end_figure();
            std::tie(revised_by_, indicator_, body_, period_end_) =
                std::tuple(revised_by, row.indicator, row.body, row.period_end);
        }
        if (import_seen(row.figure, row.import_number, sealed_, known_at_) != nullptr) {
            rows_.push_back({row.figure, row.import_number});
            rows_.back().figure.indicator = {};  // borrowed from a row that goes away
            rows_.back().figure.body = {};
        }
        return page_.items.size() <= size_;
    }

    Page<v1::FigureRevision> take(const std::string& signature) {
        end_figure();
        if (page_.items.size() > size_) {
            page_.items.resize(size_);
            const auto& last = page_.items.back().now();
            page_.next_token = encode_cursor(
                signature,
                {0,
                 key_of(
                     number_of_import(last.import()),
                     last.indicator(),
                     last.body(),
                     last.period_end()
                 )}
            );
        }
        return std::move(page_);
    }

private:
    using Revision = IndicatorHistory::Revision;

    void end_figure() {
        const Revision* now = nullptr;
        for (const auto& row : rows_) {
            now = row.import_number == revised_by_ ? &row : now;
        }
        if (now != nullptr) {
            const Revision* before = nullptr;
            for (const auto& row : rows_) {
                if (row.figure.revision < now->figure.revision &&
                    row.figure.published_on <= now->figure.published_on &&
                    (before == nullptr || stands_over(row.figure, before->figure))) {
                    before = &row;
                }
            }
            auto& revision = page_.items.emplace_back();
            *revision.mutable_now() = shown_here(*now);
            if (before != nullptr) {
                *revision.mutable_before() = shown_here(*before);
            }
        }
        rows_.clear();
    }

    v1::Observation shown_here(const Revision& row) const {
        auto observation = shown(row.figure, row.import_number, sealed_.at(row.import_number));
        observation.set_indicator(indicator_);
        observation.set_body(body_);
        return observation;
    }

    const SealedImports& sealed_;
    const KnownAt& known_at_;
    std::size_t size_;
    long long revised_by_ = -1;
    std::string indicator_;
    std::string body_;
    base::Date period_end_;
    std::vector<Revision> rows_;
    Page<v1::FigureRevision> page_;
};

std::string revised_where(
    const RevisionFilter& filter, const std::vector<std::string>& after, Parameters& parameters
) {
    std::string where = "import_number >= 0";
    const auto equal = [&](const std::string& value, const std::string& column) {
        if (!value.empty()) {
            where += " AND " + column + " = :" + column;
            parameters.texts[column] = value;
        }
    };
    equal(filter.indicator, "indicator");
    equal(filter.body, "body");
    if (!filter.import.empty()) {
        where += " AND import_number = :import";
        parameters.integers["import"] = number_of_import(filter.import);
    }
    if (!after.empty()) {
        where +=
            " AND (import_number < :number OR (import_number = :number AND "
            "(indicator, body, period_end) > (:after_indicator, :after_body, :after_end)))";
        parameters.integers["number"] = std::stoll(after[0]);
        parameters.texts["after_indicator"] = after[1];
        parameters.texts["after_body"] = after[2];
        parameters.texts["after_end"] = after[3];
    }
    return where;
}

}  // namespace

base::Result<IndicatorHistory> ObservationStore::history(std::string_view indicator) const {
    return database_.read([&](soci::session& session) -> base::Result<IndicatorHistory> {
        IndicatorHistory history;
        history.imports = read_sealed_imports(session, database_.backend());
        const std::string_view id = history.texts.emplace_back(indicator);
        read_observations(
            session,
            "indicator = :indicator",
            {{{"indicator", std::string(indicator)}}, {}},
            [&](const ObservationRow& row) {
                if (!history.imports.contains(row.import_number)) {
                    return true;
                }
                if (row.body != history.texts.back()) {
                    history.texts.push_back(row.body);
                }
                auto& revision = history.revisions.emplace_back(IndicatorHistory::Revision{
                    row.figure, row.import_number});
                revision.figure.indicator = id;
                revision.figure.body = history.texts.back();
                return true;
            }
        );
        return history;
    });
}

base::Result<std::string> ObservationStore::import_of(
    std::string_view layout, std::string_view file_digest
) const {
    return database_.read([&](soci::session& session) -> base::Result<std::string> {
        long long newest = -1;
        std::int64_t position = -1;
        for (const auto& [number, import] : read_sealed_imports(session, database_.backend())) {
            if (import.layout == layout && import.file_digest == file_digest &&
                import.position > position) {
                newest = number;
                position = import.position;
            }
        }
        return newest < 0 ? std::string{} : name_of_import(newest);
    });
}

base::Result<Page<v1::FigureRevision>> ObservationStore::revisions(
    const Reader& reader,
    const RevisionFilter& filter,
    const PageRequest& page,
    const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature = fmt::format(
        "revisions|{}|{}|{}|{}|{}",
        filter.indicator,
        filter.body,
        filter.import,
        known_at.at ? base::to_string(*known_at.at) : "now",
        known_at.strict
    );
    const auto cursor = decode_cursor(signature, page.token);
    if (!cursor) {
        return cursor.error();
    }
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::FigureRevision>> {
        const auto sealed = read_sealed_imports(session, database_.backend());
        auto sight = reader.figures();
        RevisionPage revisions(sealed, known_at, static_cast<std::size_t>(*size));
        // A figure may have been revised without end, so so many revisions are read at once.
        constexpr std::size_t most = 200;
        const auto at_once = std::min(static_cast<std::size_t>(*size) + 1, most);
        auto after = cursor->key;
        bool wanted = true;
        for (std::size_t read = at_once; wanted && read == at_once;) {
            read = 0;
            Parameters parameters;
            const auto where = revised_where(filter, after, parameters);
            read_revised(session, where, parameters, at_once, [&](long long by, const auto& row) {
                if (row.import_number == by) {
                    ++read;
                    after = key_of(by, row.indicator, row.body, base::to_string(row.period_end));
                }
                wanted = !sight.sees(row.indicator, row.body, row.figure.marking) ||
                         revisions.add(by, row);
                return wanted;
            });
        }
        return revisions.take(signature);
    });
}

}  // namespace ladder::db
