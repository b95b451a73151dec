// Prepared inserts, a transaction for each chunk.
#include <cmath>

#include "db/figure_loader.hpp"
#include "engine/base/date_writer.hpp"

namespace ladder::db {
namespace {

class SqliteLoader final : public FigureLoader {
public:
    explicit SqliteLoader(soci::session& session)
        : session_(session),
          insert_(
              (session.prepare
                   << "INSERT INTO observation (indicator, body, period_end, import_number, "
                      "revision, value, numerator, denominator, published_on, quality, marking) "
                      "VALUES (:indicator, :body, :period_end, :import_number, :revision, :value, "
                      ":numerator, :denominator, :published_on, :quality, :marking)",
               soci::use(indicator_),
               soci::use(body_),
               soci::use(period_end_),
               soci::use(import_number_),
               soci::use(revision_),
               soci::use(value_),
               soci::use(numerator_, numerator_known_),
               soci::use(denominator_, denominator_known_),
               soci::use(published_on_),
               soci::use(quality_),
               soci::use(marking_))
          ) {}

    void load(
        std::int64_t import_number,
        const std::vector<StagedFigure>& figures,
        std::size_t first,
        std::size_t last
    ) override {
        import_number_ = import_number;
        begin_write(Backend::sqlite, session_);
        try {
            for (auto i = first; i < last; ++i) {
                bind(figures[i]);
                insert_.execute(true);
            }
            commit(session_);
        } catch (const soci::soci_error&) {
            roll_back(session_);
            throw;
        }
    }

private:
    void bind(const StagedFigure& figure) {
        indicator_ = figure.indicator;
        body_ = figure.body;
        period_end_ = dates_.text(figure.period_end);
        revision_ = figure.revision;
        value_ = figure.value;
        bind(figure.numerator, numerator_, numerator_known_);
        bind(figure.denominator, denominator_, denominator_known_);
        published_on_ = dates_.text(figure.published_on);
        quality_ = figure.quality;
        marking_ = figure.marking;
    }

    static void bind(double number, double& bound, soci::indicator& known) {
        known = std::isnan(number) ? soci::i_null : soci::i_ok;
        bound = std::isnan(number) ? 0 : number;
    }

    soci::session& session_;
    base::DateWriter dates_;
    std::string indicator_;
    std::string body_;
    std::string period_end_;
    std::string published_on_;
    long long import_number_ = 0;
    int revision_ = 0;
    int quality_ = 0;
    int marking_ = 0;
    double value_ = 0;
    double numerator_ = 0;
    double denominator_ = 0;
    soci::indicator numerator_known_ = soci::i_ok;
    soci::indicator denominator_known_ = soci::i_ok;
    soci::statement insert_;
};

}  // namespace

std::unique_ptr<FigureLoader> open_sqlite_loader(soci::session& session) {
    return std::make_unique<SqliteLoader>(session);
}

}  // namespace ladder::db
