#include "services/http/admission.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <boost/asio/ip/address.hpp>

namespace ladder::http {

namespace {

// The account of all that come when there is no room for one of their own.
const std::string shared_account{"*"};

}  // namespace

Admission::Permit::~Permit() {
    if (admission_) {
        admission_->leave(caller_);
    }
}

void Admission::fill(Account& account, Clock::time_point now) const {
    const auto most = static_cast<double>(limits_.requests_per_minute);
    const std::chrono::duration<double> passed = now - account.filled_at;
    account.tokens = std::min(most, account.tokens + passed.count() * most / 60);
    account.filled_at = now;
}

Admission::Account& Admission::account(const std::string& name, Clock::time_point now) {
    auto found = accounts_.find(name);
    if (found == accounts_.end()) {
        const Account fresh{static_cast<double>(limits_.requests_per_minute), now, 0};
        found = accounts_.emplace(name, fresh).first;
    }
    fill(found->second, now);
    return found->second;
}

std::variant<Admission::Permit, Admission::Refusal> Admission::enter(
    const std::string& caller, Clock::time_point now
) {
    const auto is_over = [](std::size_t count, std::size_t most) {
        return most > 0 && count >= most;
    };
    if (is_over(at_once_, limits_.requests_at_once_of_all)) {
        return Refusal{Reason::overloaded, std::chrono::seconds{1}};
    }
    const bool has_room = accounts_.size() < limits_.callers_max || accounts_.contains(caller);
    const auto& name = has_room ? caller : shared_account;
    auto& its = account(name, now);
    if (is_over(its.at_once, limits_.requests_at_once)) {
        return Refusal{Reason::too_many_at_once, std::chrono::seconds{1}};
    }
    if (limits_.requests_per_minute > 0) {
        if (its.tokens < 1) {
            const auto rate = static_cast<double>(limits_.requests_per_minute) / 60;
            const auto wait = std::ceil((1 - its.tokens) / rate - 1e-6);  // rounding is no second
            return Refusal{
                Reason::too_fast,
                std::chrono::seconds{std::max<std::int64_t>(1, static_cast<std::int64_t>(wait))}};
        }
        its.tokens -= 1;
    }
    ++its.at_once;
    ++at_once_;
    return std::variant<Permit, Refusal>{
        std::in_place_type<Permit>, shared_from_this(), std::string{name}};
}

void Admission::leave(const std::string& name) {
    --at_once_;
    if (const auto found = accounts_.find(name); found != accounts_.end()) {
        --found->second.at_once;
    }
}

void Admission::forget(Clock::time_point now) {
    for (auto at = accounts_.begin(); at != accounts_.end();) {
        fill(at->second, now);
        const bool full = at->second.tokens >= static_cast<double>(limits_.requests_per_minute);
        at = at->second.at_once == 0 && full ? accounts_.erase(at) : std::next(at);
    }
}

std::string caller_of_remote(const std::string& remote) {
    auto text = remote.substr(0, remote.rfind(':'));
    if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, text.size() - 2);
    }
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(text, error);
    if (error) {
        return remote;
    }
    if (address.is_v6() && !address.to_v6().is_v4_mapped()) {
        auto bytes = address.to_v6().to_bytes();
        std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
        return boost::asio::ip::make_address_v6(bytes).to_string() + "/64";
    }
    return address.to_string();
}

}  // namespace ladder::http
