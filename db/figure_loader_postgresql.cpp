// COPY through the session's own libpq connection; each chunk is one statement and so one
// transaction.
#include <cmath>
#include <iterator>
#include <libpq-fe.h>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include "db/figure_loader.hpp"
#include "engine/base/date_writer.hpp"

namespace ladder::db {
namespace {

using PgResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

[[noreturn]] void fail(const PGresult* result) {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error("COPY failed", state == nullptr ? "     " : state);
}

// https://www.postgresql.org/docs/15/sql-copy.html, text format.
void append_text(std::string& line, std::string_view text) {
    if (text.find_first_of("\\\t\n") == std::string_view::npos) {
        line += text;
        line += '\t';
        return;
    }
    for (const char letter : text) {
        if (letter == '\\') {
            line += "\\\\";
        } else if (letter == '\t') {
            line += "\\t";
        } else if (letter == '\n') {
            line += "\\n";
        } else {
            line += letter;
        }
    }
    line += '\t';
}

void append_copied_integer(std::string& line, std::int64_t number) {
    line += fmt::format_int(number).c_str();
    line += '\t';
}

void append_copied_number(std::string& line, double number) {
    if (std::isnan(number)) {
        line += "\\N\t";
    } else {
        fmt::format_to(std::back_inserter(line), "{}\t", number);
    }
}

class PostgresqlLoader final : public FigureLoader {
public:
    explicit PostgresqlLoader(soci::session& session) : session_(session) {}

    void load(
        std::int64_t import_number,
        const std::vector<StagedFigure>& figures,
        std::size_t first,
        std::size_t last
    ) override {
        auto* connection =
            static_cast<soci::postgresql_session_backend*>(session_.get_backend())->conn_;
        const PgResult began(
            PQexec(
                connection,
                "COPY observation (indicator, body, period_end, import_number, revision, value, "
                "numerator, denominator, published_on, quality, marking) FROM STDIN"
            ),
            &PQclear
        );
        if (PQresultStatus(began.get()) != PGRES_COPY_IN) {
            fail(began.get());
        }
        std::string lines;
        for (auto i = first; i < last; ++i) {
            append(lines, import_number, figures[i]);
        }
        if (PQputCopyData(connection, lines.data(), static_cast<int>(lines.size())) != 1 ||
            PQputCopyEnd(connection, nullptr) != 1) {
            fail(nullptr);
        }
        finish(connection);
    }

private:
    void append(std::string& lines, std::int64_t import_number, const StagedFigure& figure) {
        append_text(lines, figure.indicator);
        append_text(lines, figure.body);
        append_text(lines, dates_.text(figure.period_end));
        append_copied_integer(lines, import_number);
        append_copied_integer(lines, figure.revision);
        append_copied_number(lines, figure.value);
        append_copied_number(lines, figure.numerator);
        append_copied_number(lines, figure.denominator);
        append_text(lines, dates_.text(figure.published_on));
        append_copied_integer(lines, figure.quality);
        append_copied_integer(lines, figure.marking);
        lines.back() = '\n';
    }

    // Takes all results, so that the connection can go on.
    static void finish(PGconn* connection) {
        PgResult failed(nullptr, &PQclear);
        for (;;) {
            PgResult result(PQgetResult(connection), &PQclear);
            if (!result) {
                break;
            }
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && !failed) {
                failed = std::move(result);
            }
        }
        if (failed) {
            fail(failed.get());
        }
    }

    soci::session& session_;
    base::DateWriter dates_;
};

}  // namespace

std::unique_ptr<FigureLoader> open_postgresql_loader(soci::session& session) {
    return std::make_unique<PostgresqlLoader>(session);
}

}  // namespace ladder::db
