#include "services/access/tokens.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/command/fields.hpp"
#include "engine/command/problems.hpp"
#include "services/access/secrets.hpp"

namespace ladder::access {

namespace {

constexpr std::size_t token_secret_chars = 43;
constexpr std::size_t checksum_chars = 6;
constexpr std::size_t title_chars_most = 100;

// Not a secret: it only tells a slip from a token that does not stand.
std::string checksum_of(std::string_view text) {
    return hash_of(text).substr(0, checksum_chars);
}

base::Error no_such_token() {
    return {base::Code::not_found, "there is no such token", {}};
}

}  // namespace

bool is_token(std::string_view text) {
    const auto whole = token_prefix.size() + token_secret_chars + checksum_chars;
    return text.size() == whole && text.starts_with(token_prefix) &&
           checksum_of(text.substr(0, whole - checksum_chars)) ==
               text.substr(whole - checksum_chars);
}

base::Result<MadeToken> Tokens::make(const TokenRequest& request) {
    command::Problems problems;
    command::check_text(problems, "title", request.title, title_chars_most);
    const int days = request.days == 0 ? token_days_default : request.days;
    if (days < 1 || days > token_days_most) {
        problems.field("days", fmt::format("is {}; give 1 to {}", days, token_days_most));
    }
    if (problems.any()) {
        return problems.to_error("The token can't be made");
    }
    MadeToken made;
    made.secret = std::string{token_prefix} + new_secret();
    made.secret += checksum_of(made.secret);
    const auto now = clock_();
    made.row = {
        "t" + hash_of(new_secret()).substr(0, 12),
        hash_of(made.secret),
        request.person,
        request.title,
        fmt::format("{}", fmt::join(request.capacities, " ")),
        request.read_only ? 1 : 0,
        base::to_micros(now),
        base::to_micros(now + std::chrono::days{days}),
        {}};
    if (const auto kept = store_.add_token(made.row); !kept) {
        return kept.error();
    }
    return made;
}

base::Result<std::optional<db::TokenRow>> Tokens::find(std::string_view secret) const {
    if (!is_token(secret)) {
        return std::optional<db::TokenRow>{};
    }
    const auto hash = hash_of(secret);
    auto row = store_.token(hash);
    if (!row) {
        return row.error();
    }
    if (!*row || !equal_secrets((*row)->secret_hash, hash) ||
        base::to_micros(clock_()) >= (*row)->expires_at_us) {
        return std::optional<db::TokenRow>{};
    }
    return row;
}

base::Result<std::vector<db::TokenRow>> Tokens::of(const std::string& person) const {
    return store_.tokens_of(person, base::to_micros(clock_()));
}

base::Result<db::TokenRow> Tokens::of_id(const std::string& id) const {
    const auto row = store_.token_of_id(id);
    if (!row) {
        return row.error();
    }
    return *row ? base::Result<db::TokenRow>{**row} : base::Result<db::TokenRow>{no_such_token()};
}

base::Result<void> Tokens::revoke(const std::string& id) {
    const auto removed = store_.remove_token(id);
    if (!removed) {
        return removed.error();
    }
    return *removed ? base::Result<void>{} : base::Result<void>{no_such_token()};
}

base::Result<bool> Tokens::use(const db::TokenRow& token) {
    const auto today = base::to_string(base::day_of(clock_()));
    return token.used_on >= today ? base::Result<bool>{false} : store_.use_token(token.id, today);
}

v1::Token shown_token(const db::TokenRow& row, const std::string& person) {
    v1::Token token;
    token.set_id(row.id);
    token.set_title(row.title);
    token.set_person(person);
    for (auto& role : capacities_in(row.capacities)) {
        token.add_capacities(std::move(role));
    }
    token.set_read_only(row.read_only != 0);
    *token.mutable_created_at() = base::to_timestamp(base::from_micros(row.created_at_us));
    *token.mutable_expires_at() = base::to_timestamp(base::from_micros(row.expires_at_us));
    if (const auto used = base::parse_date(row.used_on)) {
        *token.mutable_used_at() = base::to_timestamp(base::Instant{*used});
    }
    return token;
}

std::vector<std::string> capacities_in(std::string_view words) {
    std::vector<std::string> roles;
    for (std::size_t begin = 0; begin < words.size();) {
        const auto end = std::min(words.find(' ', begin), words.size());
        if (end > begin) {
            roles.emplace_back(words.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return roles;
}

}  // namespace ladder::access
