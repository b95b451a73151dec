// No bit of a stored event, or of what it is proved by, can be flipped without being found.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "db/checkpoint_store.hpp"
#include "db/journal.hpp"
#include "db/verify.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

struct Column {
    const char* table;
    const char* name;
    const char* type;  // as SQLite casts back to
};

const Column columns_at_risk[]{
    {"journal", "position", "INTEGER"},
    {"journal", "stream", "TEXT"},
    {"journal", "version", "INTEGER"},
    {"journal", "type", "TEXT"},
    {"journal", "recorded_at_us", "INTEGER"},
    {"journal", "person", "TEXT"},
    {"journal", "capacity", "TEXT"},
    {"journal", "request_id", "TEXT"},
    {"journal", "cause", "TEXT"},
    {"journal", "known_on", "TEXT"},
    {"journal", "entered_later", "INTEGER"},
    {"journal", "salt", "BLOB"},
    {"journal", "payload", "BLOB"},
    {"journal", "digest", "BLOB"},
    {"journal", "leaf", "BLOB"},
    {"log_head", "size", "INTEGER"},
    {"log_head", "frontier", "BLOB"},
    {"log_head", "recorded_at_us", "INTEGER"},
    {"request", "request_id", "TEXT"},
    {"request", "fingerprint", "BLOB"},
    {"request", "response", "BLOB"},
    {"request", "position", "INTEGER"},
    {"request", "salt", "BLOB"},
    {"checkpoint", "size", "INTEGER"},
    {"checkpoint", "origin", "TEXT"},
    {"checkpoint", "root", "BLOB"},
};

const ledger::SignerKey flip_key =
    must(ledger::signer_key("ladder.example", ledger::SignatureType::ed25519, {1}));

// One journal for all flips: each is undone by writing back.
class Journal {
public:
    Journal() {
        ground_.publish_and_register();
        auto state = ground_.open_case(1);
        state = ground_.raise_concern(state, "Detections");
        ground_.on("2011-06-01");
        state = ground_.raise_concern(state, "Earlier", casework::sample::day("2011-03-01"));
        ground_.raise_trigger(state, "2011-03-31");
        must(CheckpointStore{ground_.database()}.make(flip_key, 1));
        ground_.tamper("SELECT 1");  // drops the triggers
        session_ = ground_.database().connect();
        options_.keys = {flip_key.verifier};
    }

    bool is_whole() {
        const auto report = verify(ground_.database(), options_);
        return report && report->clean();
    }

    // The bits of a value; of an integer its 63, of a text or blob those of its bytes.
    long long bits_of(const Column& column, long long row) {
        if (column.type == std::string("INTEGER")) {
            return 63;
        }
        long long bytes = 0;
        *session_ << select(column, "length(CAST(" + std::string(column.name) + " AS BLOB))", row),
            soci::into(bytes);
        return 8 * bytes;
    }

    long long rows_of(const Column& column) {
        long long rows = 0;
        *session_ << "SELECT count(*) FROM " + std::string(column.table), soci::into(rows);
        return rows;
    }

    // Whether verify() sees the flip. The value is put back.
    bool sees_flip(const Column& column, long long row, long long bit) {
        const std::string name = column.name;
        const auto at = " WHERE rowid = " + std::to_string(rowid(column, row));
        const auto begin = "UPDATE " + std::string(column.table) + " SET " + name + " = ";
        if (column.type == std::string("INTEGER")) {
            long long value = 0;
            *session_ << select(column, name, row), soci::into(value);
            const auto flipped = value ^ (1LL << bit);
            if (!stored(begin + std::to_string(flipped) + at)) {
                return true;
            }
            const bool seen = !is_whole();
            // The key moves with the row, so what finds it again is the new value.
            const std::string full_name = std::string(column.table) + "." + name;
            const bool is_key = full_name == "journal.position" || full_name == "checkpoint.size";
            *session_ << begin + std::to_string(value) +
                             (is_key ? " WHERE " + name + " = " + std::to_string(flipped) : at);
            return seen;
        }
        std::string digits;
        *session_ << select(column, "hex(CAST(" + name + " AS BLOB))", row), soci::into(digits);
        const auto set = [&](const std::string& hex) {
            return stored(begin + "CAST(x'" + hex + "' AS " + column.type + ")" + at);
        };
        if (!set(flip(digits, static_cast<std::size_t>(bit)))) {
            return true;
        }
        const bool seen = !is_whole();
        set(digits);
        return seen;
    }

private:
    // False where the database itself refuses: the flip would make a key that is taken.
    bool stored(const std::string& sql) {
        try {
            *session_ << sql;
            return true;
        } catch (const soci::soci_error&) {
            return false;
        }
    }

    static std::string flip(std::string digits, std::size_t bit) {
        constexpr std::string_view hex = "0123456789ABCDEF";
        auto& digit = digits[bit / 4];
        digit = hex[hex.find(digit) ^ (std::size_t{1} << (bit % 4))];
        return digits;
    }

    long long rowid(const Column& column, long long row) {
        long long id = 0;
        *session_ << "SELECT rowid FROM " + std::string(column.table) +
                         " ORDER BY rowid LIMIT 1 OFFSET " + std::to_string(row),
            soci::into(id);
        return id;
    }

    std::string select(const Column& column, const std::string& what, long long row) {
        return "SELECT " + what + " FROM " + column.table +
               " WHERE rowid = " + std::to_string(rowid(column, row));
    }

    Ground ground_{Backend::sqlite};
    std::unique_ptr<soci::session> session_;
    VerifyOptions options_;
};

Journal& journal() {
    static Journal one;
    return one;
}

RC_GTEST_PROP(sqlite_BitFlip, OfAnyColumnIsFound, ()) {
    const auto column = *rc::gen::elementOf(
        std::vector<Column>(std::begin(columns_at_risk), std::end(columns_at_risk))
    );
    const auto row = *rc::gen::inRange<long long>(0, journal().rows_of(column));
    const auto bits = journal().bits_of(column, row);
    RC_PRE(bits > 0);  // an empty text has no bit to flip
    const auto bit = *rc::gen::inRange<long long>(0, bits);
    RC_ASSERT(journal().sees_flip(column, row, bit));
}

TEST(sqlite_BitFlip, UndoneLeavesTheJournalWhole) {
    EXPECT_TRUE(journal().is_whole());
    EXPECT_TRUE(journal().sees_flip({"journal", "payload", "BLOB"}, 4, 17));
    EXPECT_TRUE(journal().is_whole());
}

TEST(sqlite_BitFlip, OfEveryColumnIsFoundAtItsFirstAndLastBit) {
    for (const auto& column : columns_at_risk) {
        for (long long row = 0; row < journal().rows_of(column); ++row) {
            const auto bits = journal().bits_of(column, row);
            for (const auto bit : {0LL, bits - 1}) {
                if (bits > 0) {
                    EXPECT_TRUE(journal().sees_flip(column, row, bit))
                        << column.table << "." << column.name << " row " << row << " bit " << bit;
                }
            }
        }
    }
    EXPECT_TRUE(journal().is_whole());
}

}  // namespace
}  // namespace ladder::db
