#include "services/cli/audit_files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "services/cli/ruleset_folder.hpp"
#include "services/cli/secret_file.hpp"

namespace ladder::cli {

namespace {

base::Error in_file(const std::string& path, const base::Error& error) {
    return {error.code, fmt::format("{}: {}", path, error.message), error.details};
}

}  // namespace

base::Result<ledger::SignerKey> read_signer_key(const std::string& path) {
    const auto text = read_secret_file(path);
    if (!text) {
        return text.error();
    }
    auto key = ledger::parse_signer_key(*text);
    return key ? key : base::Result<ledger::SignerKey>(in_file(path, key.error()));
}

base::Result<ledger::Policy> read_policy(const std::string& path) {
    const auto text = read_file(path, ledger::policy_bytes_max);
    if (!text) {
        return text.error();
    }
    auto policy = ledger::parse_policy(*text);
    return policy ? std::move(policy) : base::Result<ledger::Policy>(in_file(path, policy.error()));
}

std::vector<ledger::VerifierKey> witnesses_of(const std::optional<ledger::Policy>& policy) {
    std::vector<ledger::VerifierKey> keys;
    if (policy) {
        for (const auto& witness : policy->witnesses) {
            keys.push_back(witness.key);
        }
    }
    return keys;
}

base::Result<api::AuditSettings> audit_settings(const Config& config) {
    api::AuditSettings settings;
    if (!config.audit_signing_key_file.empty()) {
        auto key = read_signer_key(config.audit_signing_key_file);
        if (!key) {
            return key.error();
        }
        if (key->verifier.type != ledger::SignatureType::ed25519) {
            return base::field_error(
                "audit_signing_key_file",
                "is the key of a witness; make one for the log with `ladder audit keygen`"
            );
        }
        if (!config.audit_origin.empty() && key->verifier.name != config.audit_origin) {
            return base::field_error(
                "audit_origin",
                fmt::format(
                    "is '{}', but the signing key is that of '{}'",
                    config.audit_origin,
                    key->verifier.name
                )
            );
        }
        settings.signer = std::move(*key);
    }
    if (!config.audit_witness_policy_file.empty()) {
        auto policy = read_policy(config.audit_witness_policy_file);
        if (!policy) {
            return policy.error();
        }
        settings.policy = std::move(*policy);
    }
    settings.bundle_bytes_max = static_cast<std::size_t>(config.audit_bundle_max_bytes);
    return settings;
}

base::Result<void> write_new_file(const std::string& path, std::string_view text, bool secret) {
    const int how = O_WRONLY | O_CREAT | O_CLOEXEC | (secret ? O_EXCL : O_TRUNC);
    const int file = ::open(path.c_str(), how, secret ? 0600 : 0644);
    if (file < 0) {
        const bool there = errno == EEXIST;
        return base::Error{
            there ? base::Code::already_exists : base::Code::unavailable,
            there ? fmt::format("{} is there already; a key is never written over", path)
                  : fmt::format("{} can't be written", path),
            {}};
    }
    bool whole = true;
    while (whole && !text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        whole = written > 0;
        text.remove_prefix(whole ? static_cast<std::size_t>(written) : 0);
    }
    whole = ::fsync(file) == 0 && whole;
    whole = ::close(file) == 0 && whole;
    return whole ? base::Result<void>{}
                 : base::Error{
                       base::Code::unavailable, fmt::format("{} can't be written whole", path), {}};
}

}  // namespace ladder::cli
