// Merges the rows of a read model with those of streams that hold history entered later.
#include "db/listing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "db/fold_stream.hpp"

namespace ladder::db {
namespace {

struct Listed {
    ModelRow row;
    std::string key;  // the value of the order's column; empty if the order is by name
};

struct ComesBefore {
    bool descending = false;
    bool operator()(const Listed& a, const Listed& b) const {
        if (a.key != b.key) {
            return descending ? a.key > b.key : a.key < b.key;
        }
        return a.row.name < b.row.name;
    }
};

std::size_t filter_index(Model model, std::string_view column) {
    const auto& filters = shape_of(model).filters;
    return static_cast<std::size_t>(
        std::find(filters.begin(), filters.end(), column) - filters.begin()
    );
}

Listed listed(const Listing& listing, ModelRow row) {
    Listed one{std::move(row), {}};
    if (!listing.order.column.empty()) {
        one.key = one.row.filters[filter_index(listing.model, listing.order.column)];
    }
    return one;
}

// What a cursor keeps of the last row of a page.
std::vector<std::string> cursor_key(const Listing& listing, const Listed& last) {
    return listing.order.column.empty() ? std::vector{last.row.name}
                                        : std::vector{last.key, last.row.name};
}

bool fits(const Listing& listing, const ModelRow& row) {
    const auto value_of = [&](const std::string& column) {
        return row.filters[filter_index(listing.model, column)];
    };
    return row.model == listing.model &&
           std::all_of(
               listing.equals.begin(),
               listing.equals.end(),
               [&](const auto& asked) { return value_of(asked.first) == asked.second; }
           ) &&
           std::all_of(listing.at_most.begin(), listing.at_most.end(), [&](const auto& asked) {
               return value_of(asked.first) <= asked.second;
           });
}

// The stream that a row was made from.
std::string stream_of(const ModelRow& row) {
    const auto slash = row.name.find('/', row.name.find('/') + 1);
    return row.name.substr(0, std::min(slash, row.name.find('@')));
}

// Reads at most `limit` rows that held at `bound`, after `after`.
class RowReader {
public:
    // `is_now`: nothing was recorded at or after `bound`.
    RowReader(
        soci::session& session,
        Backend backend,
        const Listing& listing,
        std::int64_t bound,
        bool is_now
    )
        : session_(session), backend_(backend), listing_(listing), bound_(bound), is_now_(is_now) {}

    std::vector<Listed> read(const std::vector<std::string>& after, std::int64_t limit) {
        Parameters parameters;
        const auto sql = statement(after, limit, parameters);
        const auto& shape = shape_of(listing_.model);
        std::string name, content;
        std::vector<std::string> filters(shape.filters.size());
        long long from_position = 0;
        std::vector<Listed> rows;
        select_rows(
            session_,
            sql,
            parameters,
            [&](soci::statement& statement) {
                statement.exchange(soci::into(name));
                statement.exchange(soci::into(from_position));
                statement.exchange(soci::into(content));
                for (auto& filter : filters) {
                    statement.exchange(soci::into(filter));
                }
            },
            [&] {
                rows.push_back(listed(
                    listing_,
                    {listing_.model, name, from_position, filters, from_selected(backend_, content)}
                ));
                return true;
            }
        );
        return rows;
    }

private:
    std::string statement(
        const std::vector<std::string>& after, std::int64_t limit, Parameters& parameters
    ) const {
        const auto& shape = shape_of(listing_.model);
        const std::string table(shape.table);
        auto sql = std::string("SELECT r.name, r.from_position, r.content");
        for (const auto filter : shape.filters) {
            sql += ", r." + std::string(filter);
        }
        // Names never go away, so the rows that hold now, `c`, name all that ever held.
        const std::string c = is_now_ ? "r" : "c";
        if (is_now_) {
            sql += " FROM " + table + " r";
        } else {
            sql += " FROM " + table + " c JOIN " + table +
                   " r ON r.name = c.name AND r.from_position = (SELECT max(x.from_position) "
                   "FROM " +
                   table + " x WHERE x.name = c.name AND x.from_position < :bound)";
            parameters.integers["bound"] = bound_;
        }
        sql += " WHERE " + c + ".to_position = 9223372036854775807";
        for (std::size_t i = 0; i < listing_.equals.size(); ++i) {
            const auto parameter = "f" + std::to_string(i);
            sql += " AND r." + listing_.equals[i].first + " = :" + parameter;
            parameters.texts[parameter] = listing_.equals[i].second;
        }
        for (std::size_t i = 0; i < listing_.at_most.size(); ++i) {
            const auto parameter = "m" + std::to_string(i);
            sql += " AND r." + listing_.at_most[i].first + " <= :" + parameter;
            parameters.texts[parameter] = listing_.at_most[i].second;
        }
        const auto& order = listing_.order;
        const std::string column = "r." + order.column;
        if (!after.empty()) {
            parameters.texts["after"] = after.back();
            if (order.column.empty()) {
                sql += " AND " + c + ".name > :after";
            } else {
                parameters.texts["key"] = after.front();
                sql += " AND (" + column + (order.descending ? " < " : " > ") + ":key OR (" +
                       column + " = :key AND " + c + ".name > :after))";
            }
        }
        sql += order.column.empty()
                   ? " ORDER BY " + c + ".name"
                   : " ORDER BY " + column + (order.descending ? " DESC, " : ", ") + c + ".name";
        sql += " LIMIT :limit";
        parameters.integers["limit"] = limit;
        return sql;
    }

    soci::session& session_;
    Backend backend_;
    const Listing& listing_;
    std::int64_t bound_;
    bool is_now_;
};

// Streams that hold what was recorded at or after `bound` and yet known at the moment.
std::vector<std::string> later_streams(
    soci::session& session, const Listing& listing, const KnownAt& known_at, std::int64_t bound
) {
    std::vector<std::string> streams;
    if (!known_at.at || known_at.strict) {
        return streams;
    }
    std::string stream;
    Parameters parameters;
    parameters.integers["bound"] = bound;
    parameters.texts["day"] = base::to_string(base::day_of(*known_at.at));
    parameters.texts["first"] = listing.collection;
    parameters.texts["last"] = listing.collection + "~";  // after all that names are made of
    select_rows(
        session,
        "SELECT DISTINCT stream FROM journal WHERE entered_later = 1 AND known_on <= :day "
        "AND position >= :bound AND stream > :first AND stream < :last",
        parameters,
        [&](soci::statement& statement) { statement.exchange(soci::into(stream)); },
        [&] {
            streams.push_back(stream);
            return true;
        }
    );
    std::sort(streams.begin(), streams.end());
    return streams;
}

base::Result<std::vector<Listed>> fold_later(
    soci::session& session,
    Backend backend,
    const Listing& listing,
    const KnownAt& known_at,
    const std::vector<std::string>& streams
) {
    std::vector<Listed> rows;
    for (const auto& stream : streams) {
        const auto state = fold_stream(session, backend, stream, known_at);
        if (!state) {
            return state.error();
        }
        for (auto& row : rows_of(*state, 0)) {
            if (fits(listing, row)) {
                rows.push_back(listed(listing, std::move(row)));
            }
        }
    }
    return rows;
}

// Leaves of some rows those that the reader sees.
void keep_seen(std::vector<Listed>& rows, Eyes& eyes) {
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const auto& row : rows) {
        names.push_back(row.row.name);
    }
    eyes.look_ahead(names);
    std::erase_if(rows, [&](const Listed& row) { return !eyes.see(row.row); });
}

// How many rows stand in the list no later than `last`.
std::int64_t count_to(
    const std::vector<Listed>& rows, const Listed& last, const ComesBefore& comes_before
) {
    return std::count_if(rows.begin(), rows.end(), [&](const Listed& row) {
        return !comes_before(last, row);
    });
}

// `limit` rows after `cursor` that the reader sees, of both sorts, in order.
base::Result<std::vector<Listed>> read_rows(
    soci::session& session,
    Backend backend,
    const Reader& reader,
    const Listing& listing,
    const KnownAt& known_at,
    const Cursor& cursor,
    std::int64_t limit
) {
    const auto streams = later_streams(session, listing, known_at, cursor.bound);
    auto found = fold_later(session, backend, listing, known_at, streams);
    if (!found) {
        return found.error();
    }
    const ComesBefore comes_before{listing.order.descending};
    if (!cursor.key.empty()) {
        Listed last;
        last.row.name = cursor.key.back();
        last.key = listing.order.column.empty() ? "" : cursor.key.front();
        std::erase_if(*found, [&](const auto& row) { return !comes_before(last, row); });
    }
    Eyes eyes{session, backend, reader};
    keep_seen(*found, eyes);
    const bool is_now = cursor.bound == read_head(session, backend).size;
    RowReader row_reader(session, backend, listing, cursor.bound, is_now);
    auto after = cursor.key;
    for (;;) {
        auto rows = row_reader.read(after, limit);
        if (rows.empty()) {
            break;
        }
        const bool ended = static_cast<std::int64_t>(rows.size()) < limit;
        const Listed last{
            {{}, rows.back().row.name, 0, {}, {}}, rows.back().key};  // the row itself moves away
        after = cursor_key(listing, rows.back());
        std::erase_if(rows, [&](const Listed& row) {
            return std::binary_search(streams.begin(), streams.end(), stream_of(row.row));
        });
        keep_seen(rows, eyes);
        std::move(rows.begin(), rows.end(), std::back_inserter(*found));
        // Rows left out may have left too few; then more are read.
        if (ended || count_to(*found, last, comes_before) >= limit) {
            break;
        }
    }
    std::sort(found->begin(), found->end(), comes_before);
    return found;
}

std::string signature_of(const Listing& listing, const KnownAt& known_at) {
    auto signature = listing.name;
    for (const auto& [column, value] : listing.equals) {
        signature.append("|").append(column).append("=").append(value);
    }
    for (const auto& [column, value] : listing.at_most) {
        signature.append("|").append(column).append("<=").append(value);
    }
    if (known_at.at) {
        signature.append("|").append(base::to_string(*known_at.at));
        signature.append(known_at.strict ? "|strict" : "");
    }
    return signature;
}

std::int64_t bound_of(soci::session& session, Backend backend, const KnownAt& known_at) {
    return known_at.at ? size_known_by(session, *known_at.at) : read_head(session, backend).size;
}

}  // namespace

base::Result<Page<std::string>> read_page(
    Database& database,
    const Reader& reader,
    const Listing& listing,
    const PageRequest& page,
    const KnownAt& known_at,
    std::int32_t size
) {
    const auto signature = signature_of(listing, known_at);
    const auto decoded = decode_cursor(signature, page.token);
    if (!decoded) {
        return decoded.error();
    }
    return database.read([&](soci::session& session) -> base::Result<Page<std::string>> {
        auto cursor = *decoded;
        if (cursor.bound < 0) {
            cursor.bound = bound_of(session, database.backend(), known_at);
        }
        auto rows =
            read_rows(session, database.backend(), reader, listing, known_at, cursor, size + 1);
        if (!rows) {
            return rows.error();
        }
        Page<std::string> contents;
        for (auto& row : *rows) {
            if (contents.items.size() == static_cast<std::size_t>(size)) {
                contents.next_token = encode_cursor(signature, cursor);
                break;
            }
            cursor.key = cursor_key(listing, row);
            contents.items.push_back(std::move(row.row.content));
        }
        return contents;
    });
}

base::Result<std::vector<std::string>> read_all(
    Database& database, const Reader& reader, const Listing& listing, const KnownAt& known_at
) {
    return database.read([&](soci::session& session) -> base::Result<std::vector<std::string>> {
        const Cursor cursor{bound_of(session, database.backend(), known_at), {}};
        auto rows = read_rows(
            session, database.backend(), reader, listing, known_at, cursor, std::int64_t{1} << 40
        );
        if (!rows) {
            return rows.error();
        }
        std::vector<std::string> contents;
        contents.reserve(rows->size());
        for (auto& row : *rows) {
            contents.push_back(std::move(row.row.content));
        }
        return contents;
    });
}

}  // namespace ladder::db
