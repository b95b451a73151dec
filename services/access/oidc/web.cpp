#include "services/access/oidc/web.hpp"

#include <charconv>
#include <curl/curl.h>
#include <memory>
#include <regex>

#include <fmt/format.h>

#include "services/http/message.hpp"

namespace ladder::oidc {

namespace {

constexpr std::size_t url_bytes_max = 2048;

struct CleanUpCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Curl = std::unique_ptr<CURL, CleanUpCurl>;
using CurlHeaders = std::unique_ptr<curl_slist, CleanUpCurl>;

// Once, before the first use, on whichever thread that is.
bool curl_is_ready() {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return ready;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* answer) {
    auto& body = static_cast<WebAnswer*>(answer)->body;
    if (body.size() + count > Web::answer_bytes_max) {
        return 0;  // which ends the transfer
    }
    body.append(bytes, count);
    return count;
}

// "max-age=300" of "public, max-age=300"; "no-store" and "no-cache" are no age at all.
std::optional<std::chrono::seconds> max_age_of(std::string_view value) {
    if (value.find("no-store") != value.npos || value.find("no-cache") != value.npos) {
        return std::chrono::seconds{0};
    }
    constexpr std::string_view name = "max-age=";
    const auto at = value.find(name);
    if (at == value.npos) {
        return std::nullopt;
    }
    const auto digits = value.substr(at + name.size());
    std::int64_t seconds = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    return read.ec == std::errc{} && seconds >= 0 && seconds < 1'000'000'000
               ? std::optional{std::chrono::seconds{seconds}}
               : std::nullopt;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* answer) {
    const std::string_view line{bytes, count};
    constexpr std::string_view name = "cache-control:";
    if (http::equal_names(line.substr(0, name.size()), name)) {
        std::string value{line.substr(name.size())};
        for (auto& c : value) {
            c = http::lower(c);
        }
        static_cast<WebAnswer*>(answer)->max_age = max_age_of(value);
    }
    return count;
}

std::string host_of(const std::string& url) {
    const auto begin = url.find("//");
    const auto from = begin == url.npos ? 0 : begin + 2;
    return url.substr(from, url.find_first_of("/?#", from) - from);
}

base::Error unreachable(const std::string& url, std::string_view why) {
    return {
        base::Code::unavailable,
        fmt::format("the identity provider at {} can't be asked: {}", host_of(url), why),
        {}};
}

void set_bounds(CURL* curl, const std::string& url, const std::string& ca_file) {
    const bool plain = is_loopback_http(url);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(Web::answer_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (plain) {
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
    }
    if (!ca_file.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    }
}

base::Result<WebAnswer> perform(CURL* curl, const std::string& url, const std::string& ca_file) {
    WebAnswer answer;
    set_bounds(curl, url, ca_file);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    const CurlHeaders headers{curl_slist_append(nullptr, "Accept: application/json")};
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    if (const auto done = curl_easy_perform(curl); done != CURLE_OK) {
        return unreachable(url, curl_easy_strerror(done));
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

}  // namespace

bool is_https(std::string_view url) {
    static const std::regex shape{R"(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?)"};
    return url.size() <= url_bytes_max && std::regex_match(url.begin(), url.end(), shape);
}

bool is_loopback_http(std::string_view url) {
    static const std::regex shape{
        R"(http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?(/[!-~]*)?)"};
    return url.size() <= url_bytes_max && std::regex_match(url.begin(), url.end(), shape);
}

std::string encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::string encode(const Form& form) {
    std::string text;
    for (const auto& [name, value] : form) {
        text += fmt::format("{}{}={}", text.empty() ? "" : "&", encode(name), encode(value));
    }
    return text;
}

Web::Web(std::string ca_file) : ca_file_{std::move(ca_file)} {}

base::Result<WebAnswer> Web::get(const std::string& url) const {
    const Curl curl{curl_is_ready() ? curl_easy_init() : nullptr};
    return curl ? perform(curl.get(), url, ca_file_)
                : base::Result<WebAnswer>{unreachable(url, "libcurl does not start")};
}

base::Result<WebAnswer> Web::post(
    const std::string& url,
    const Form& form,
    const std::optional<std::pair<std::string, std::string>>& basic
) const {
    const Curl curl{curl_is_ready() ? curl_easy_init() : nullptr};
    if (!curl) {
        return unreachable(url, "libcurl does not start");
    }
    const auto body = encode(form);
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_COPYPOSTFIELDS, body.c_str());
    if (basic) {
        curl_easy_setopt(curl.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(curl.get(), CURLOPT_USERNAME, basic->first.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, basic->second.c_str());
    }
    return perform(curl.get(), url, ca_file_);
}

}  // namespace ladder::oidc
