// Cuts an SQL text into its statements, because SOCI's SQLite runs only the first of several.
#include <cctype>

#include "db/migrate.hpp"

namespace ladder::db {
namespace {

// Walks over an SQL text, skipping what semicolons do not end.
class Splitter {
public:
    explicit Splitter(std::string_view sql) : sql_(sql) {}

    std::vector<std::string> split() {
        while (at_ < sql_.size()) {
            step();
        }
        finish();
        return std::move(statements_);
    }

private:
    void step() {
        const auto rest = sql_.substr(at_);
        if (rest.starts_with("--")) {
            at_ = std::min(sql_.find('\n', at_), sql_.size());
        } else if (rest.front() == '\'' || rest.front() == '"') {
            take_until(std::string(1, rest.front()));
        } else if (const auto tag = dollar_tag(rest); !tag.empty()) {
            take_until(tag);
        } else if (rest.front() == ';' && !in_trigger_body()) {
            ++at_;
            finish();
        } else {
            statement_ += rest.front();
            ++at_;
        }
    }

    // Takes a quoted part, the mark at both its ends included. A doubled quote begins a new one.
    void take_until(const std::string& mark) {
        const auto end = sql_.find(mark, at_ + mark.size());
        const auto stop = end == std::string_view::npos ? sql_.size() : end + mark.size();
        statement_ += sql_.substr(at_, stop - at_);
        at_ = stop;
    }

    static std::string dollar_tag(std::string_view rest) {
        if (rest.front() != '$') {
            return {};
        }
        std::size_t i = 1;
        while (i < rest.size() && (std::isalnum(static_cast<unsigned char>(rest[i])) != 0)) {
            ++i;
        }
        return i < rest.size() && rest[i] == '$' ? std::string(rest.substr(0, i + 1))
                                                 : std::string();
    }

    // SQLite's triggers have a body between BEGIN and END, with semicolons of its own.
    bool in_trigger_body() const {
        const auto first = statement_.find_first_not_of(" \n\t");
        if (first == std::string::npos || !statement_.substr(first).starts_with("CREATE TRIGGER")) {
            return false;
        }
        const auto last = statement_.find_last_not_of(" \n\t");
        return statement_.find("BEGIN") != std::string::npos &&
               !std::string_view(statement_).substr(0, last + 1).ends_with("END");
    }

    void finish() {
        const auto first = statement_.find_first_not_of(" \n\t");
        if (first != std::string::npos) {
            const auto last = statement_.find_last_not_of(" \n\t");
            statements_.push_back(statement_.substr(first, last - first + 1));
        }
        statement_.clear();
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    std::string statement_;
    std::vector<std::string> statements_;
};

}  // namespace

std::vector<std::string> split_statements(std::string_view sql) {
    return Splitter(sql).split();
}

}  // namespace ladder::db
