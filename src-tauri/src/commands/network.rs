//! How the network is used: what the user set, who may be asked, and what waits.

use diglot_contract::view::{
    CommandFailure, NetworkHost, NetworkKey, NetworkKeyEdit, NetworkSetting, NetworkView,
    ProxyKind, WaitingKind, WaitingLookup,
};
use diglot_library::lookup::{
    ALLOWED, ErrandKind, KEYED, Network, ProxyChoice, Secrets, SystemKeyring,
};
use tauri::State;

use crate::error::ShellError;
use crate::lookups::{WAITING_CHANGED, test_origin};
use crate::state::AppState;

/// How the network is used.
#[tauri::command]
pub async fn network_view(state: State<'_, AppState>) -> Result<NetworkView, CommandFailure> {
    state.work(view).await
}

/// Sets how the network is used. An address or a proxy that cannot be one is refused, and
/// nothing is changed.
#[tauri::command]
pub async fn network_edit(
    state: State<'_, AppState>,
    setting: NetworkSetting,
) -> Result<NetworkView, CommandFailure> {
    let work = state.work(move |state| {
        let said = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let network = Network {
            on: setting.on,
            contact: said(&setting.contact),
            proxy: match setting.proxy {
                ProxyKind::System => ProxyChoice::System,
                ProxyKind::None => ProxyChoice::None,
                ProxyKind::Manual => {
                    ProxyChoice::Manual(said(&setting.proxy_address).unwrap_or_default())
                }
            },
        };
        state.lookups().set_network(&network)?;
        state.act_now(WAITING_CHANGED, |opened| {
            Ok(opened.library.set_network(&network)?)
        })?;
        view(state)
    });
    work.await
}

/// Keeps a key in the system's store of passwords, or forgets it.
#[tauri::command]
pub async fn network_key(
    state: State<'_, AppState>,
    edit: NetworkKeyEdit,
) -> Result<NetworkView, CommandFailure> {
    let work = state.work(move |state| {
        let known = KEYED.iter().find(|known| known.id == edit.service);
        let known = known.ok_or_else(|| ShellError::NoSuchKey(edit.service.clone()))?;
        let key = edit
            .key
            .as_deref()
            .map(str::trim)
            .filter(|key| !key.is_empty());
        SystemKeyring
            .set(known.id, key)
            .map_err(ShellError::Secrets)?;
        state.lookups().forget_keys();
        view(state)
    });
    work.await
}

fn view(state: &AppState) -> Result<NetworkView, CommandFailure> {
    let (network, errands) =
        state.ask_now(|library| Ok((library.network()?, library.errands()?)))?;
    let mut keyring_problem = None;
    let keys = KEYED
        .iter()
        .map(|known| {
            let is_set = match test_origin() {
                // A test leaves the system's passwords alone.
                Some(_) => false,
                None => match SystemKeyring.get(known.id) {
                    Ok(key) => key.is_some(),
                    Err(error) => {
                        keyring_problem = Some(error.to_string());
                        false
                    }
                },
            };
            NetworkKey {
                service: known.id.to_owned(),
                name: known.name.to_owned(),
                is_set,
            }
        })
        .collect();
    let (proxy, proxy_address) = match network.proxy {
        ProxyChoice::System => (ProxyKind::System, None),
        ProxyChoice::None => (ProxyKind::None, None),
        ProxyChoice::Manual(address) => (ProxyKind::Manual, Some(address)),
    };
    Ok(NetworkView {
        setting: NetworkSetting {
            on: network.on,
            contact: network.contact,
            proxy,
            proxy_address,
        },
        hosts: ALLOWED
            .iter()
            .map(|host| NetworkHost {
                host: host.host.to_owned(),
                name: host.name.to_owned(),
            })
            .collect(),
        keys,
        keyring_problem,
        waiting: errands
            .into_iter()
            .map(|errand| WaitingLookup {
                kind: match errand.kind {
                    ErrandKind::Add => WaitingKind::Add,
                    ErrandKind::Complete => WaitingKind::Complete,
                },
                subject: errand.subject,
                since: errand.since,
            })
            .collect(),
    })
}
